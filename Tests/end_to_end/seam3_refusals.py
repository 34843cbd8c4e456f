"""What the newest SDK makes of a refusal."""
import seam as sdk


def refused(status, code, call):
    """Calls what must be refused."""
    try:
        call()
    except sdk.SeamHttpApiError as error:
        assert (error.status_code, error.code) == (status, code), (error.status_code, error.code)
        assert error.request_id and str(error)
    else:
        raise SystemExit(f"it was not refused with {code}")
