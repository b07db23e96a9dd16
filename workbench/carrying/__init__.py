"""Work on a file of a stick, a share or a synchronised folder: in a copy on this computer that is put back whole."""
