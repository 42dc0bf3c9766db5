"""Pure functions of this floor: what a snapshot says, and what a report needs before it may go on."""
