// Live parts of a page: elements with data-live="subject …" ask for themselves anew (htmx, trigger
// "live") when the stream of server-sent events says that a subject has changed. Only a page that
// is seen listens, so that many open tabs cost nothing.
"use strict";
(() => {
  const parts = () => document.querySelectorAll("[data-live]");
  const offline = () => document.getElementById("offline");
  let stream = null;
  let missed = false;

  function refresh(subjects) {
    for (const part of parts()) {
      if (!subjects || part.dataset.live.split(" ").some((s) => subjects.includes(s))) {
        htmx.trigger(part, "live");
      }
    }
  }

  function listen() {
    if (stream || document.hidden || parts().length === 0) {
      return;
    }
    stream = new EventSource("/live");
    stream.onopen = () => {
      offline().hidden = true;
      if (missed) {
        refresh(null);
      }
      missed = true;
    };
    stream.onerror = () => {
      offline().hidden = false;
      if (stream && stream.readyState === EventSource.CLOSED) {
        leave();
        setTimeout(listen, 5000);
      }
    };
    stream.addEventListener("changed", (event) => refresh(event.data.split(" ")));
  }

  function leave() {
    if (stream) {
      stream.close();
      stream = null;
    }
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", (event) => (event.persisted ? location.reload() : listen()));

  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRF-Token"] = document.querySelector("meta[name=csrf]").content;
  });

  // What takes long is asked for once.
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-once]")) {
      event.target.setAttribute("aria-busy", "true");
      for (const button of event.target.querySelectorAll("button")) {
        button.disabled = true;
      }
    }
  });
})();
