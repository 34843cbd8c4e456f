"""Waits for a page in a browser."""
from selenium.common.exceptions import (
    NoSuchElementException, StaleElementReferenceException, TimeoutException, WebDriverException)
from selenium.webdriver.support.ui import WebDriverWait


def wait(driver, what, see, seconds, describe):
    """Waits until a loading page satisfies a condition. `describe` says what is there instead."""
    def seen(driver):
        try:
            return see(driver)
        except (NoSuchElementException, StaleElementReferenceException):
            return None
        except WebDriverException as error:
            # The inspector's error for an element of a page that is being replaced.
            if "does not belong to the document" in str(error):
                return None
            raise

    try:
        return WebDriverWait(driver, seconds, 0.05).until(seen)
    except TimeoutException as error:
        raise AssertionError(f"waited in vain for {what} at {driver.current_url}: {describe()}") from error
