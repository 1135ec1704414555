"""What can be done: commands, queries, errands and procedures behind one door (`desk.Desk`)."""
