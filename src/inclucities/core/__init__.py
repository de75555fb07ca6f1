"""What every app stands on and what knows no domain: base model, states, history, outbox, jobs, files, design."""
