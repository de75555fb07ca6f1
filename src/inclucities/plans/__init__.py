"""Action plans: objectives, actions, indicators, measurements, versions, adoption by the council."""
