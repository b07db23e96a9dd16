"""The projector view: a second window for the projector. Imported only when it is opened."""
