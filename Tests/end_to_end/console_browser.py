"""Chromium at the console, and what must hold for each page that it shows."""
import importlib.util
import pathlib
import urllib.parse

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

import browser_wait

# One phone, the three widths at which the layout changes, and a large screen.
WIDTHS = (320, 640, 832, 1120, 1600)
THEMES = ("light", "dark")
HEIGHT = 900
# axe-core, which the package brings along.
AXE = pathlib.Path(importlib.util.find_spec("axe_playwright_python").submodule_search_locations[0]) / "axe.min.js"

# What makes a page wider than its window, if anything does.
STICKS_OUT = """
  const page = document.documentElement, excess = page.scrollWidth - page.clientWidth;
  if (excess <= 0) return [];
  const out = [...document.body.querySelectorAll("*")].filter(one => {
    if (!one.checkVisibility() || one.getBoundingClientRect().right <= page.clientWidth + 1) return false;
    for (let around = one.parentElement; around && around !== document.body; around = around.parentElement) {
      if (getComputedStyle(around).overflowX !== "visible") return false;
    }
    return true;
  });
  return [`${excess} px`, ...out.slice(-3).map(one => one.outerHTML.slice(0, 160))];
"""

# Runs axe-core on a part of the page. What it found, with the elements.
CHECK = """
  const [part, rules, done] = arguments;
  const options = {preload: false, resultTypes: ["violations"]};
  if (rules) options.runOnly = {type: "rule", values: rules};
  axe.run(part || document, options).then(
    found => done(found.violations.flatMap(one => one.nodes.map(
      node => `${one.id}: ${node.target.join(" ")}: ${node.any.concat(node.all, node.none).map(it => it.message)[0]}`))),
    error => done([String(error)]));
"""

# The element with the focus, and whether it shows that it has it. The button of a date field is within the field, and
# the browser itself draws its focus.
FOCUS = """
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one);
  const isWithin = one.tagName === "INPUT" && one.matches(":focus-within:not(:focus)");
  const isSeen = isWithin || one.matches(":focus-visible") && one.checkVisibility()
    && ((style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none");
  return {element: one, isSeen, html: one.outerHTML.slice(0, 160)};
"""

# Sheets, which are not a part of the page until they are opened. The navigation is one on small screens.
SHEETS = "return [...document.querySelectorAll('[popover]')].filter(one => !one.matches(':popover-open')).map(one => one.id)"


def chromium(scripts=True):
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--no-proxy-server", "--lang=en-US",
                     "--hide-scrollbars", f"--window-size=1280,{HEIGHT}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    options.set_capability("unhandledPromptBehavior", "ignore")
    if not scripts:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    return webdriver.Chrome(options, webdriver.ChromeService("/usr/bin/chromedriver"))


class Browser:
    """A browser window of any width and theme."""

    def __init__(self, scripts=True):
        self.driver = chromium(scripts)
        self.driver.set_script_timeout(60)

    def close(self):
        self.driver.quit()

    def enter(self, desk):
        """Takes over the session of a browser that is signed in."""
        self.driver.get(f"{desk.world.server.endpoint}/console/sign_in")
        for name, value in desk.cookies.items():
            self.driver.add_cookie({"name": name, "value": value, "path": "/", "httpOnly": True, "sameSite": "Lax"})

    def get(self, url):
        self.driver.get(url)

    def look(self, width=1280, theme="light", media="screen", height=HEIGHT, motion="reduce"):
        """Shows the page in another window, or on paper. Without motion, since colours would be measured on their way."""
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": [
            {"name": "prefers-color-scheme", "value": theme},
            {"name": "prefers-reduced-motion", "value": motion}]})

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    # What must hold.

    def sticks_out(self):
        """What makes the page scroll sideways."""
        return self.run(STICKS_OUT)

    def violations(self, part=None, rules=None):
        """What axe-core finds on the page, or within an element."""
        if not self.run("return typeof axe === 'object'"):
            self.run(AXE.read_text())
        return self.driver.execute_async_script(CHECK, part, rules)

    def complaints(self):
        """What the browser has warned of since the last call, such as violations of the content security policy."""
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] in ("WARNING", "SEVERE")]

    def sheets(self):
        """Opens each sheet of the page in turn."""
        for id_ in self.run(SHEETS):
            self.run("document.getElementById(arguments[0]).showPopover()", id_)
            yield id_, self.driver.find_element(By.ID, id_)
            self.run("document.getElementById(arguments[0]).hidePopover()", id_)

    # What a person does.

    def wait(self, what, see):
        """Waits until a loading page satisfies a condition."""
        return browser_wait.wait(self.driver, what, see, 30, lambda: self.main()[:1500])

    def main(self):
        return self.driver.find_element(By.TAG_NAME, "main").text

    def shows(self, text):
        self.wait(text, lambda _: text in self.main())

    def focus(self):
        """The element with the focus, which must be seen to have it. None at the end of the page."""
        found = self.run(FOCUS)
        if not found:
            return None
        assert found["isSeen"], f"the focus is not seen at {found['html']}"
        return found["element"]

    def tab_to(self, name, presses=90, tag=None):
        """Presses Tab until an element whose name begins so has the focus."""
        passed = []
        for _ in range(presses):
            self.driver.switch_to.active_element.send_keys(Keys.TAB)
            element = self.focus()
            if element is None:
                continue
            label = element.accessible_name
            if label.startswith(name) and tag in (None, element.tag_name):
                return element
            passed.append(label)
        raise AssertionError(f"{name} cannot be reached by Tab at {self.driver.current_url}, only {passed}")

    def press(self, text):
        """Clicks the visible button or link whose first line is a text."""
        def visible(driver):
            return [one for one in driver.find_elements(By.CSS_SELECTOR, "a, summary, button:not([tabindex='-1'])")
                    if one.text.split("\n")[0].strip() == text and one.is_displayed()]

        self.wait(f"“{text}”", visible)[0].click()

    def path(self):
        return urllib.parse.urlsplit(self.driver.current_url).path
