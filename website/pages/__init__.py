"""What each public page shows: cards of the floors' public rooms, drawn and put in order. No models, no requests."""
