"""People, their sign-in, the posts they hold in organisations, and the invitations by which they come."""
