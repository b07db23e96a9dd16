"""What users do, one file a noun, one function a verb: keyword-only, typed, each one step of undo.

Every operation takes the open :class:`~workbench.document.document.Document` and, where an editor calls it, the
``initiator`` that should not be told about its own change. All of them raise :class:`~workbench.errors.NotFound` for an id
that is not in the file, :class:`~workbench.errors.TextNotStorable` for a text that cannot be kept, and what the write path
raises.
"""
