CREATE TABLE seal (
    table_name TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    rows INTEGER NOT NULL
) STRICT;

CREATE TABLE file (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    digest BLOB NOT NULL,
    copy TEXT NOT NULL DEFAULT '',
    readable_from INTEGER NOT NULL DEFAULT 3,
    program TEXT NOT NULL DEFAULT '',
    remains INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE sittings (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL,
    sitting TEXT NOT NULL UNIQUE,
    copy TEXT NOT NULL DEFAULT '',
    began TEXT NOT NULL DEFAULT '',
    utc_offset INTEGER NOT NULL DEFAULT 0,
    who TEXT NOT NULL DEFAULT '',
    computer TEXT NOT NULL DEFAULT '',
    program TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE labels (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL,
    fields TEXT NOT NULL DEFAULT '',
    UNIQUE (text, fields)
) STRICT;

CREATE TABLE changes (
    sequence INTEGER PRIMARY KEY,
    digest BLOB NOT NULL,
    sitting INTEGER NOT NULL REFERENCES sittings(id) ON DELETE RESTRICT,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL DEFAULT 'done',
    label INTEGER NOT NULL REFERENCES labels(id) ON DELETE RESTRICT
) STRICT;

CREATE TABLE subjects (
    id INTEGER PRIMARY KEY,
    table_name TEXT NOT NULL,
    row_id TEXT NOT NULL,
    column_name TEXT NOT NULL,
    UNIQUE (table_name, row_id, column_name)
) STRICT;

CREATE TABLE entries (
    id INTEGER PRIMARY KEY,
    subject INTEGER NOT NULL REFERENCES subjects(id) ON DELETE RESTRICT,
    change INTEGER NOT NULL REFERENCES changes(sequence) ON DELETE RESTRICT,
    form TEXT NOT NULL DEFAULT 'whole',
    old TEXT,
    UNIQUE (subject, change)
) STRICT;

CREATE TABLE assessment (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    administration TEXT NOT NULL DEFAULT '',
    station TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT 'en',
    checklist TEXT NOT NULL,
    checklist_version TEXT NOT NULL,
    round INTEGER NOT NULL DEFAULT 1,
    scope TEXT NOT NULL DEFAULT 'comprehensive',
    recurrence TEXT NOT NULL DEFAULT 'one_off',
    mode TEXT NOT NULL DEFAULT 'self_assessment',
    start_date TEXT NOT NULL DEFAULT '',
    end_date TEXT NOT NULL DEFAULT '',
    objectives TEXT NOT NULL DEFAULT '',
    departments TEXT NOT NULL DEFAULT '',
    responsible TEXT NOT NULL DEFAULT '',
    strategic_plan TEXT NOT NULL DEFAULT '',
    classification TEXT NOT NULL DEFAULT '',
    method TEXT NOT NULL DEFAULT '',
    key_messages TEXT NOT NULL DEFAULT '',
    challenges TEXT NOT NULL DEFAULT '',
    lessons TEXT NOT NULL DEFAULT '',
    recommendations TEXT NOT NULL DEFAULT '',
    previous TEXT NOT NULL DEFAULT '',
    previous_digest TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE areas (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    kind TEXT NOT NULL,
    place TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE sections (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    area_id TEXT NOT NULL REFERENCES areas(id) ON DELETE RESTRICT,
    number TEXT NOT NULL,
    place TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE questions (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    section_id TEXT NOT NULL REFERENCES sections(id) ON DELETE RESTRICT,
    number TEXT NOT NULL,
    place TEXT NOT NULL DEFAULT '',
    included INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE wordings (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    subject TEXT NOT NULL,
    field TEXT NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    origin TEXT NOT NULL DEFAULT 'pack'
) STRICT;

CREATE TABLE sessions (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    confidential TEXT NOT NULL DEFAULT 'open',
    title TEXT NOT NULL DEFAULT '',
    date TEXT NOT NULL DEFAULT '',
    start_time TEXT NOT NULL DEFAULT '',
    minutes INTEGER,
    planned_minutes INTEGER,
    running INTEGER NOT NULL DEFAULT 0,
    location TEXT NOT NULL DEFAULT '',
    topics TEXT NOT NULL DEFAULT '',
    results TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE answers (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    confidential TEXT NOT NULL DEFAULT 'open',
    question_id TEXT NOT NULL UNIQUE REFERENCES questions(id) ON DELETE RESTRICT,
    text TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT 'not_judged',
    priority TEXT,
    causes TEXT NOT NULL DEFAULT '',
    parked INTEGER NOT NULL DEFAULT 0,
    parked_note TEXT NOT NULL DEFAULT '',
    agreed TEXT,
    agreed_session_id TEXT REFERENCES sessions(id) ON DELETE RESTRICT
) STRICT;

CREATE TABLE findings (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    confidential TEXT NOT NULL DEFAULT 'open',
    area_id TEXT NOT NULL UNIQUE REFERENCES areas(id) ON DELETE RESTRICT,
    strengths TEXT NOT NULL DEFAULT '',
    gaps TEXT NOT NULL DEFAULT '',
    causes TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE contributors (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    confidential TEXT NOT NULL DEFAULT 'open',
    name TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL DEFAULT 'internal_contributor',
    job_title TEXT NOT NULL DEFAULT '',
    department TEXT NOT NULL DEFAULT '',
    organization TEXT NOT NULL DEFAULT '',
    background TEXT NOT NULL DEFAULT '',
    gender TEXT NOT NULL DEFAULT '',
    contact TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE working_groups (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    confidential TEXT NOT NULL DEFAULT 'open',
    name TEXT NOT NULL DEFAULT '',
    rapporteur_id TEXT REFERENCES contributors(id) ON DELETE RESTRICT,
    place TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE group_members (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    group_id TEXT NOT NULL REFERENCES working_groups(id) ON DELETE RESTRICT,
    contributor_id TEXT NOT NULL REFERENCES contributors(id) ON DELETE RESTRICT
) STRICT;

CREATE TABLE group_areas (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    group_id TEXT NOT NULL REFERENCES working_groups(id) ON DELETE RESTRICT,
    area_id TEXT NOT NULL REFERENCES areas(id) ON DELETE RESTRICT
) STRICT;

CREATE TABLE contributions (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    confidential TEXT NOT NULL DEFAULT 'open',
    question_id TEXT REFERENCES questions(id) ON DELETE RESTRICT,
    group_id TEXT REFERENCES working_groups(id) ON DELETE RESTRICT,
    contributor_id TEXT REFERENCES contributors(id) ON DELETE RESTRICT,
    kind TEXT NOT NULL DEFAULT 'before',
    text TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT 'not_judged',
    priority TEXT,
    causes TEXT NOT NULL DEFAULT '',
    taken INTEGER NOT NULL DEFAULT 0,
    place TEXT NOT NULL DEFAULT '',
    done INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE session_participants (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    session_id TEXT NOT NULL REFERENCES sessions(id) ON DELETE RESTRICT,
    contributor_id TEXT NOT NULL REFERENCES contributors(id) ON DELETE RESTRICT
) STRICT;

CREATE TABLE session_areas (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    session_id TEXT NOT NULL REFERENCES sessions(id) ON DELETE RESTRICT,
    area_id TEXT NOT NULL REFERENCES areas(id) ON DELETE RESTRICT
) STRICT;

CREATE TABLE documents (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    confidential TEXT NOT NULL DEFAULT 'open',
    title TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT 'performance_reports',
    source TEXT NOT NULL DEFAULT '',
    date TEXT NOT NULL DEFAULT '',
    reference TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE document_people (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    contributor_id TEXT REFERENCES contributors(id) ON DELETE RESTRICT,
    name TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL DEFAULT 'keeper',
    place TEXT NOT NULL DEFAULT '',
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE RESTRICT
) STRICT;

CREATE TABLE evidence (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    answer_id TEXT NOT NULL REFERENCES answers(id) ON DELETE RESTRICT,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE RESTRICT,
    note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE outcomes (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    confidential TEXT NOT NULL DEFAULT 'open',
    title TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE outputs (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    confidential TEXT NOT NULL DEFAULT 'open',
    outcome_id TEXT NOT NULL REFERENCES outcomes(id) ON DELETE RESTRICT,
    title TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE activities (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    confidential TEXT NOT NULL DEFAULT 'open',
    title TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    priority TEXT,
    priority_reason TEXT NOT NULL DEFAULT '',
    output_id TEXT REFERENCES outputs(id) ON DELETE RESTRICT,
    target TEXT NOT NULL DEFAULT '',
    budget TEXT NOT NULL DEFAULT '',
    start_quarter TEXT NOT NULL DEFAULT '',
    end_quarter TEXT NOT NULL DEFAULT '',
    strategic_link TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    rank TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE activity_people (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    contributor_id TEXT REFERENCES contributors(id) ON DELETE RESTRICT,
    name TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL DEFAULT 'responsible',
    place TEXT NOT NULL DEFAULT '',
    activity_id TEXT NOT NULL REFERENCES activities(id) ON DELETE RESTRICT
) STRICT;

CREATE TABLE ratings (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    confidential TEXT NOT NULL DEFAULT 'open',
    activity_id TEXT NOT NULL REFERENCES activities(id) ON DELETE RESTRICT,
    criterion TEXT NOT NULL,
    level TEXT,
    note TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE hands (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    rating_id TEXT REFERENCES ratings(id) ON DELETE RESTRICT,
    question_id TEXT REFERENCES questions(id) ON DELETE RESTRICT,
    choice TEXT NOT NULL,
    count INTEGER NOT NULL DEFAULT 0,
    date TEXT NOT NULL DEFAULT '',
    session_id TEXT REFERENCES sessions(id) ON DELETE RESTRICT
) STRICT;

CREATE TABLE activity_questions (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    activity_id TEXT NOT NULL REFERENCES activities(id) ON DELETE RESTRICT,
    question_id TEXT NOT NULL REFERENCES questions(id) ON DELETE RESTRICT
) STRICT;

CREATE TABLE indicators (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    confidential TEXT NOT NULL DEFAULT 'open',
    name TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    dimension TEXT NOT NULL DEFAULT '',
    calculation TEXT NOT NULL DEFAULT '',
    rationale TEXT NOT NULL DEFAULT '',
    links TEXT NOT NULL DEFAULT '',
    types TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    databases TEXT NOT NULL DEFAULT '',
    periodicity TEXT NOT NULL DEFAULT '',
    disaggregation TEXT NOT NULL DEFAULT '',
    target TEXT NOT NULL DEFAULT '',
    country_example TEXT NOT NULL DEFAULT '',
    disclosure TEXT NOT NULL DEFAULT '',
    considerations TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE indicator_people (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    contributor_id TEXT REFERENCES contributors(id) ON DELETE RESTRICT,
    name TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL DEFAULT 'owner',
    place TEXT NOT NULL DEFAULT '',
    indicator_id TEXT NOT NULL REFERENCES indicators(id) ON DELETE RESTRICT
) STRICT;

CREATE TABLE activity_indicators (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    activity_id TEXT NOT NULL REFERENCES activities(id) ON DELETE RESTRICT,
    indicator_id TEXT NOT NULL REFERENCES indicators(id) ON DELETE RESTRICT
) STRICT;

CREATE TABLE measurements (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    confidential TEXT NOT NULL DEFAULT 'open',
    indicator_id TEXT NOT NULL REFERENCES indicators(id) ON DELETE RESTRICT,
    date TEXT NOT NULL DEFAULT '',
    value TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    baseline INTEGER NOT NULL DEFAULT 0,
    place TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE attachments (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE RESTRICT,
    name TEXT NOT NULL DEFAULT '',
    path TEXT NOT NULL DEFAULT '',
    content TEXT NOT NULL DEFAULT '',
    size INTEGER NOT NULL DEFAULT 0,
    place TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE attached_bytes (
    id TEXT PRIMARY KEY NOT NULL,
    digest BLOB NOT NULL,
    data BLOB NOT NULL
) STRICT;
