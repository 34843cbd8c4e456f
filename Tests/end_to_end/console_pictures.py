"""Takes pictures of the console's main pages: `python console_pictures.py FOLDER`."""
import contextlib
import pathlib
import sys
import tempfile

from console_browser import Browser
from console_world import ConsoleWorld

# The pages by the names of their pictures.
PAGES = {
    "overview": "overview", "activity": "activity", "people": "people", "person": "people/PERSON", "stay": "stays/STAY",
    "new-stay": "stays/new", "doors": "doors", "door": "doors/DOOR", "connections": "connections", "operators": "operators",
    "audit": "audit", "webhook": "webhooks/WEBHOOK", "playground": "playground",
}
# The looks by name: width, height and theme.
LOOKS = {"light": (1280, 900, "light"), "dark": (1280, 900, "dark"), "phone": (375, 812, "light")}
GUESTS = ("Aisha Rahman", "Ben Carter", "Chiara Romano", "Daan de Vries", "Elif Yilmaz", "Hugo Martin", "Ines Silva")


def take(folder):
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, contextlib.ExitStack() as stack:
        world = ConsoleWorld(pathlib.Path(data) / "server")
        stack.callback(world.close)
        for name in GUESTS:
            world.stay(name, "2024-11-01T15:00:00Z", "2024-11-02T10:00:00Z")
        world.server.advance(300)
        browser = Browser()
        stack.callback(browser.close)
        browser.enter(world.desk("administrator"))
        for name, address in PAGES.items():
            browser.get(world.url(address))
            for look, (width, height, theme) in LOOKS.items():
                browser.look(width, theme, height=height)
                browser.driver.save_screenshot(str(folder / f"console-{name}-{look}.png"))


if __name__ == "__main__":
    take(pathlib.Path(sys.argv[1]))
