"""What users do: one file for each noun, one function for each verb, each call one step of undo.

Every operation takes the open :class:`~workbench.document.document.Document` and keyword arguments. ``initiator`` is the
editor that makes the change, which need not be told about it. All operations raise :class:`~workbench.errors.NotFound` for
an id that is not in the file, :class:`~workbench.errors.TextNotStorable` for a text that cannot be stored, and what
:meth:`Document.change <workbench.document.document.Document.change>` raises.
"""
