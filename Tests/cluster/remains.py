"""What must not remain of a history once all has come to rest. Each check waits for what may still be under way."""
import concurrent.futures
import time

# A node looks each minute for the attempts that it has forgotten, and closes those that two looks found.
ATTEMPT_SECONDS = 150
# How long a call may work after its client has left, and a request wait: the longest waits for a site for 50 seconds.
REQUEST_SECONDS = 90
# docs/operations.md says that nothing is without a living server for a minute.
CLAIM_SECONDS = 60
# What nodes answer to a question about a key that they do not work on. Of most keys they have stored a response.
OF_FREE_KEYS = ((400, "invalid_input"), (409, "idempotency_key_reused"))
OPEN_CALLS = """
    SELECT 'the ACS user ' || acs_user_id, open_call FROM acs_users WHERE open_call IS NOT NULL
    UNION ALL SELECT 'the group of the grant ' || access_grant_id, open_call FROM grant_groups WHERE open_call IS NOT NULL"""
# A clock stands while it is moved.
REQUESTS = """
    SELECT 'a sync of ' || acs_system_id FROM sync_requests
    UNION ALL SELECT 'a move of the clock of ' || workspace_id FROM clock_requests
    UNION ALL SELECT 'the end of a move of the clock of ' || workspace_id FROM workspaces WHERE clock_stands_at IS NOT NULL"""
SUBJECTS = """
    SELECT a.workspace_id, 'account', a.connected_account_id FROM connected_accounts a
      JOIN workspaces w ON w.workspace_id = a.workspace_id WHERE w.is_sandbox = 0
    UNION ALL SELECT workspace_id, 'sandbox', workspace_id FROM workspaces WHERE is_sandbox = 1
    UNION ALL SELECT workspace_id, 'webhook', webhook_id FROM webhooks
    UNION ALL SELECT '', 'retention', ''"""
CLAIMS = """
    SELECT c.workspace_id, c.kind, c.subject_id, EXISTS (
      SELECT 1 FROM nodes n WHERE n.node_id = c.node_id
        AND n.alive_until > EXTRACT(EPOCH FROM clock_timestamp()) * 1000000) FROM claims c"""


def remaining(look, seconds):
    """What a look still finds after some seconds. It ends as soon as nothing is found."""
    end = time.monotonic() + seconds
    while (found := look()) and time.monotonic() < end:
        time.sleep(0.5)
    return found


def changes(run):
    """(11): no attempt is pending, and no change or call for the site."""
    def look():
        attempts = run.cluster.ask("SELECT action_attempt_id, created_at FROM action_attempts WHERE status = 'pending'")
        waiting = run.client.ok("/latchkey/v1/clock/get")["clock"]["pending"]
        return [
            *(f"the attempt {id_} of {moment / 1e6:.1f} is pending" for id_, moment in attempts),
            *(f"{change['mutation_code']} of {change['acs_user_id']} is pending: {change['reason']}" for change in waiting),
            *(f"the call {call} for {whom} is open" for whom, call in run.cluster.ask(OPEN_CALLS))]

    yield from remaining(look, ATTEMPT_SECONDS)


def keys(run):
    """(12): no node works on a call with a key that a client has sent to it."""
    calls = {(call.node, call.client, call.key): call for call in run.history.calls}

    def look():
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            answers = dict(zip(calls, pool.map(lambda call: run.clients[call.client].answer_of_key(call), calls.values())))
        found = []
        for place, answer in answers.items():
            if answer in OF_FREE_KEYS:
                # It is not asked about again.
                del calls[place]
            else:
                found.append(f"node {calls[place].node} answers {answer} to the key {calls[place].key} of {calls[place].path}")
        return found

    yield from remaining(look, REQUEST_SECONDS)


def requests(run):
    """(13): no sync is requested and not done, and no move of a clock."""
    for what, in remaining(lambda: run.cluster.ask(REQUESTS), REQUEST_SECONDS):
        yield f"{what} is still requested"


def claims(run):
    """(14): what one node at a time works for has one claim, of a living node, and nothing else has any. A server of a file
    works for everything without claims.
    """
    def look():
        if not run.cluster.postgres:
            return [f"a server of a file has a claim of {kind}" for kind, in run.cluster.ask("SELECT kind FROM claims")]
        found, subjects = run.cluster.ask(CLAIMS), run.cluster.ask(SUBJECTS)
        claimed = [claim[:3] for claim in found]
        return [
            *(f"{subject} has {claimed.count(subject)} claims" for subject in subjects if claimed.count(subject) != 1),
            *(f"there is a claim of {claim}, which does not exist" for claim in claimed if claim not in subjects),
            *(f"no living node has the claim of {claim[:3]}" for claim in found if not claim[3])]

    yield from remaining(look, CLAIM_SECONDS)
