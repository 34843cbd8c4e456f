/// The script of the console. Every page works without it.
enum ConsoleScript {
  static let source = #"""
    // Progressive enhancement. Every page works without this file: lists are reloaded, values are selected by hand.
    (() => {
      "use strict";
      const root = document.documentElement;
      root.classList.add("js");

      document.addEventListener("click", (event) => {
        const button = event.target.closest("[data-copy], [data-print]");
        if (button?.matches("[data-print]")) {
          event.preventDefault();
          window.print();
        } else if (button) {
          const text = document.getElementById(button.dataset.copy).textContent.trim();
          navigator.clipboard.writeText(text).then(() => say(button, "Copied"), () => say(button, "Select and copy by hand"));
        }
        for (const menu of document.querySelectorAll("details.menu[open]")) {
          if (!menu.contains(event.target)) menu.open = false;
        }
      });

      document.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        for (const menu of document.querySelectorAll("details.menu[open]")) {
          const hadFocus = menu.contains(document.activeElement);
          menu.open = false;
          if (hadFocus) menu.querySelector("summary").focus();
        }
      });

      function say(button, text) {
        const before = button.dataset.label ?? (button.dataset.label = button.textContent.trim());
        const label = button.lastChild;
        label.textContent = text;
        setTimeout(() => { label.textContent = before; }, 2000);
      }

      // A page that is open says so when the browser loses its connection.
      function showConnection() {
        for (const part of document.querySelectorAll("[data-when-offline]")) part.hidden = navigator.onLine;
      }
      addEventListener("online", showConnection);
      addEventListener("offline", showConnection);
      showConnection();

      // A secret that was shown goes away by itself.
      for (const part of document.querySelectorAll("[data-hide-after]")) {
        setTimeout(() => { part.textContent = part.dataset.hidden ?? "Hidden"; }, Number(part.dataset.hideAfter) * 1000);
      }

      // A page about something that is pending is loaded again every few seconds, while it is seen and its answers ask for
      // it. What did not change stays: the focus, typed text, open sheets, and what a screen reader has read.
      const content = document.querySelector(".main-inner");
      let refreshTimer = 0;

      function refreshLater() {
        clearTimeout(refreshTimer);
        if (!content?.dataset.refresh || document.hidden) return;
        refreshTimer = setTimeout(refresh, Number(content.dataset.refresh) * 1000);
      }

      async function refresh() {
        try {
          // The server knows by the header that nobody uses the page: the session may end.
          const answer = await fetch(location.href, { cache: "no-store", headers: { "Latchkey-Refresh": "1" } });
          const isRefused = answer.status >= 400 && answer.status < 500 && answer.status !== 429;
          // The session has ended, or the page is gone.
          if (answer.redirected || isRefused) return location.reload();
          if (answer.ok) showAnswer(new DOMParser().parseFromString(await answer.text(), "text/html"));
        } catch {
          // Without a connection the page stays as it is, and asks again.
        }
        refreshLater();
      }

      function showAnswer(page) {
        const focused = document.activeElement;
        become(content, page.querySelector(".main-inner"));
        document.title = page.title;
        showConnection();
        if (focused?.isConnected ?? true) return;
        (document.getElementById(focused.id) ?? document.getElementById("main")).focus({ preventScroll: true });
      }

      // Makes an element like another one, and touches only what differs.
      function become(old, fresh) {
        if (old.nodeName !== fresh.nodeName || old.id !== fresh.id) return old.replaceWith(fresh);
        if (!(old instanceof Element)) {
          if (old.data !== fresh.data) old.data = fresh.data;
          return;
        }
        for (const name of old.getAttributeNames()) {
          if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
        }
        for (const name of fresh.getAttributeNames()) {
          if (old.getAttribute(name) !== fresh.getAttribute(name)) old.setAttribute(name, fresh.getAttribute(name));
        }
        const parts = [...fresh.childNodes];
        while (old.childNodes.length > parts.length) old.lastChild.remove();
        parts.forEach((part, place) => {
          if (old.childNodes[place]) become(old.childNodes[place], part);
          else old.append(part);
        });
      }

      document.addEventListener("visibilitychange", refreshLater);
      refreshLater();

      // Server-sent events. `row`: a table row, rendered by the template of the list. `part`: {"id", "html"} replaces an
      // element. The event's id is its number in the log, so that the browser goes on from there after a break.
      const region = document.querySelector("[data-live]");
      if (!region || !window.EventSource || location.protocol === "file:") return;
      const rows = region.querySelector("[data-live-rows]");
      const status = document.querySelector("[data-live-status]");
      const voice = document.querySelector("[data-live-say]");
      const pause = document.querySelector("[data-live-pause]");
      const mostRows = 200;
      const held = [];
      let isPaused = false;
      let unsaid = 0;
      let sayTimer = 0;

      function elements(html) {
        const template = document.createElement("template");
        template.innerHTML = html;
        return template.content;
      }

      function show(html) {
        const row = elements(html).firstElementChild;
        if (!row || (row.dataset.id && rows.querySelector(`[data-id="${CSS.escape(row.dataset.id)}"]`))) return;
        row.classList.add("is-new");
        rows.prepend(row);
        while (rows.rows.length > mostRows) rows.lastElementChild.remove();
        unsaid += 1;
        sayTimer ||= setTimeout(() => {
          if (voice) voice.textContent = unsaid === 1 ? "1 new event" : `${unsaid} new events`;
          unsaid = 0;
          sayTimer = 0;
        }, 5000);
      }

      function report(state, text) {
        if (!status) return;
        status.dataset.state = state;
        status.textContent = text;
      }

      function showState() {
        if (isPaused) report("paused", held.length ? `Paused, ${held.length} new` : "Paused");
        else report("live", "Live");
      }

      pause?.addEventListener("click", () => {
        isPaused = !isPaused;
        pause.setAttribute("aria-pressed", String(isPaused));
        pause.textContent = isPaused ? "Go on" : "Pause";
        if (!isPaused) for (const html of held.splice(0)) show(html);
        showState();
      });

      const address = new URL(region.dataset.live, location.href);
      if (region.dataset.liveAfter) address.searchParams.set("after", region.dataset.liveAfter);
      const source = new EventSource(address);
      source.addEventListener("open", showState);
      source.addEventListener("error", () => {
        if (source.readyState === EventSource.CLOSED) report("off", "Not live. Load the page again.");
        else report("waiting", "Connecting again …");
      });
      source.addEventListener("row", (event) => {
        if (!rows) return;
        if (isPaused) { held.push(event.data); showState(); } else show(event.data);
      });
      source.addEventListener("part", (event) => {
        const { id, html } = JSON.parse(event.data);
        document.getElementById(id)?.replaceWith(elements(html));
      });
    })();
    """#
}
