"""The steps of a node's work, by what it sends in each: a fault can come in any of them."""
import dataclasses


@dataclasses.dataclass(frozen=True)
class Step:
    """One request to the cloud, or one statement of the database, by a pattern of its text."""

    name: str
    place: str
    pattern: str


BODY_OF_A_MOVEMENT = '"locked_state":'
# The head of a movement is sent before its right is checked for the last time, and its body after that.
OF_CLOUD = (
    Step("signing in", "cloud", r"^POST /connect/token"),
    Step("reading the site", "cloud", r"^GET /v1\.2/sites/[^ ]+/users"),
    Step("creating a user", "cloud", r"^POST /v1\.2/sites/[^/ ]+/users "),
    Step("changing a user", "cloud", r"^PATCH /v1\.2/sites/[^/ ]+/users/[^/ ]+ "),
    Step("subscribing a user", "cloud", r"^PATCH /v1\.2/sites/[^ ]+/subscription"),
    Step("adding a user to a group", "cloud", r"^POST /v1\.2/sites/[^ ]+/access_groups/[^ ]+/users"),
    Step("deleting a user", "cloud", r"^DELETE /v1\.2/sites/[^ ]+/users/"),
    Step("the head of a movement", "cloud", r"^PATCH /v1\.[0-9]/sites/[^ ]+/locking"),
    Step("the body of a movement", "cloud", BODY_OF_A_MOVEMENT),
)
OF_DATABASE = (
    Step("locking the workspace", "database", r"FROM workspaces WHERE workspace_id = \$1 FOR UPDATE"),
    Step("checking a claim", "database", r"^SELECT 1 FROM claims WHERE"),
    Step("saving a user", "database", r"^\s*(INSERT INTO|UPDATE) acs_users\b"),
    Step("appending an event", "database", r"^\s*INSERT INTO events\b"),
    Step("beginning a movement", "database", r"^\s*INSERT INTO action_attempts\b"),
    Step("ending a movement", "database", r"^\s*UPDATE action_attempts\b"),
    Step("keeping an answer", "database", r"^\s*INSERT INTO idempotent_answers\b"),
    Step("queueing a delivery", "database", r"^\s*INSERT INTO webhook_deliveries\b"),
    Step("ending a delivery", "database", r"^\s*DELETE FROM webhook_deliveries\b"),
    Step("renewing the lease", "database", r"^\s*UPDATE nodes SET alive_until"),
    Step("taking up claims", "database", r"^\s*UPDATE claims SET node_id = \$1, claim"),
    Step("committing", "database", r"^COMMIT"),
)
# When the fault comes: the text does not arrive, has just been sent, or has been answered. A node that is stopped cannot
# take back what it has sent, so it is never stopped before.
OF_A_KILL, OF_A_STOP = ("before", "after", "answered"), ("after", "answered")
