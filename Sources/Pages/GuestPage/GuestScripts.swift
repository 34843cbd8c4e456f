import API

/// The scripts of a guest's page. Without them, all of the page works except for updates and offline.
enum GuestScripts {
  /// Updates the page, says when it is out of date, and lets the browser keep its last state.
  static let page = """
    (() => {
      const main = () => document.querySelector("main");
      const notice = document.getElementById("offline");
      // The phone's clock can be wrong. The service worker writes into a kept page how far it was ahead.
      let ahead = Number(main().dataset.ahead || 0);
      const now = () => Date.now() - ahead;
      const age = minutes => {
        const words = new Intl.RelativeTimeFormat(document.documentElement.lang, {numeric: "auto"});
        if (minutes < 120) return words.format(-minutes, "minute");
        return minutes < 2880 ? words.format(-Math.floor(minutes / 60), "hour") : words.format(-Math.floor(minutes / 1440), "day");
      };
      const lost = () => {
        document.querySelectorAll("[data-secret]").forEach(one => {
          if (now() > Number(one.dataset.until || main().dataset.until)) one.remove();
        });
        notice.hidden = false;
        const minutes = Math.max(0, Math.round((now() - Number(main().dataset.at)) / 60000));
        notice.querySelector("[data-age]").textContent = notice.dataset.form.replace("{}", age(minutes));
      };
      const show = text => {
        const page = new DOMParser().parseFromString(text, "text/html"), fresh = page.querySelector("main");
        notice.hidden = true;
        if (fresh) ahead = Date.now() - Number(fresh.dataset.at);
        if (!fresh || fresh.innerHTML === main().innerHTML) {
          if (fresh) main().dataset.at = fresh.dataset.at;
          return;
        }
        const open = [...main().querySelectorAll("details[open]")].map(one => one.id);
        const focused = main().contains(document.activeElement) ? document.activeElement.id : "";
        fresh.querySelectorAll("details").forEach(one => { one.open = one.open || open.includes(one.id); });
        main().replaceWith(fresh);
        document.title = page.title;
        if (focused) document.getElementById(focused)?.focus();
        if (fresh.querySelector(".moment")) return;
        const plain = new URL(location.href);
        plain.searchParams.delete("attempt");
        history.replaceState(null, "", plain);
      };
      const update = async () => {
        try {
          const answer = await fetch(location.href, {cache: "no-store", credentials: "same-origin"});
          if (answer.status >= 500) lost();
          else if (answer.status !== 429) show(await answer.text());
        } catch { lost(); }
      };
      if (main().dataset.until) {
        if ("serviceWorker" in navigator) navigator.serviceWorker.register("WORKER", {scope: "PAGE"}).catch(() => {});
        setInterval(update, 10000);
        addEventListener("online", update);
        addEventListener("offline", lost);
        addEventListener("submit", event => {
          if (notice.hidden) return;
          event.preventDefault();
          notice.scrollIntoView();
          update();
        });
        if (!navigator.onLine || now() - Number(main().dataset.at) > 60000) update();
      }
    })()
    """.replacing("WORKER", with: PlainRoute.guestWorker.path).replacing("PAGE", with: PlainRoute.guestPage.path)

  /// The service worker: it keeps the last state of each link until the stay ends, and shows it while there is no
  /// connection.
  static let worker = """
    const NAME = "latchkey-guest", UNTIL = "latchkey-keep-until", AT = "latchkey-stated-at", AHEAD = "latchkey-ahead";
    const link = url => "PAGE?c=" + encodeURIComponent(new URL(url).searchParams.get("c") || "");
    const keep = async (request, answer) => {
      const store = await caches.open(NAME), at = Number(answer.headers.get(AT)), ahead = Date.now() - at;
      if (answer.ok && Number(answer.headers.get(UNTIL)) > at) {
        if (new URL(request.url).searchParams.has("attempt")) return;
        const page = (await answer.text()).replace("<main ", `<main data-ahead="${ahead}" `);
        const headers = new Headers(answer.headers);
        headers.set(AHEAD, ahead);
        await store.put(link(request.url), new Response(page, {headers}));
      } else if (answer.ok || answer.status === 404) await store.delete(link(request.url));
    };
    const kept = async request => {
      const store = await caches.open(NAME), known = await store.match(link(request.url));
      if (known && Number(known.headers.get(UNTIL)) > Date.now() - Number(known.headers.get(AHEAD))) return known;
      await store.delete(link(request.url));
    };
    const visit = async event => {
      let answer;
      try { answer = await fetch(event.request); } catch { answer = Response.error(); }
      if (answer.type !== "error" && answer.status < 500) {
        event.waitUntil(keep(event.request, answer.clone()));
        return answer;
      }
      return event.request.mode === "navigate" && await kept(event.request) || answer;
    };
    self.addEventListener("install", () => self.skipWaiting());
    self.addEventListener("activate", event => event.waitUntil(self.clients.claim()));
    self.addEventListener("fetch", event => {
      const url = new URL(event.request.url);
      if (event.request.method === "GET" && url.pathname === "PAGE") event.respondWith(visit(event));
    });
    """.replacing("PAGE", with: PlainRoute.guestPage.path)
}
