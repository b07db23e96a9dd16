"""Models for Qt's views: what the core holds, as rows and columns, refreshed by what the core says has changed."""
