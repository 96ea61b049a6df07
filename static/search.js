/* Saves page loads; the site works without it. No state is kept anywhere but in the address. */
(() => {
  "use strict";
  const filters = document.getElementById("filters");
  const wide = matchMedia("(min-width: 60.01rem)");

  // The filters stand open beside the results and wait behind one toggle on a narrow screen.
  const toggle = document.querySelector("[data-toggle]");
  if (toggle) {
    const follow = () => { toggle.open = wide.matches; };
    wide.addEventListener("change", follow);
    follow();
    toggle.dataset.ready = "";
  }

  // A tick by pointer applies at once. Keys do not, so that nobody is moved unawares: they
  // tick as many boxes as they like and press the button.
  if (filters) {
    // A page that comes back from the browser's memory shows its address, not later ticks.
    addEventListener("pageshow", (event) => { if (event.persisted) filters.reset(); });
    let byPointer = false;
    filters.addEventListener("click", (event) => { byPointer = event.detail > 0; }, true);
    filters.addEventListener("change", (event) => {
      if (event.target.type !== "checkbox" || !byPointer || !wide.matches) return;
      const facet = event.target.closest("fieldset");
      if (facet) filters.action = `${filters.getAttribute("action")}#${facet.id}`;
      filters.requestSubmit();
    });
  }

  // Completion: the browser's own list, filled as one types.
  const box = document.querySelector("[data-complete]");
  if (box) {
    const list = document.createElement("datalist");
    list.id = "completions";
    box.after(list);
    box.setAttribute("list", list.id);
    let waiting = 0;
    box.addEventListener("input", () => {
      clearTimeout(waiting);
      const typed = box.value;
      if (typed.trim().length < 2) return list.replaceChildren();
      waiting = setTimeout(async () => {
        try {
          const answer = await fetch(`/complete.json?q=${encodeURIComponent(typed)}`);
          if (!answer.ok || box.value !== typed) return;
          const { completions } = await answer.json();
          list.replaceChildren(...completions.map((text) => new Option(text, text)));
        } catch {
          list.replaceChildren(); // no network: no completion
        }
      }, 150);
    });
  }

  // Dragging over the timeline fills the typed fields and applies them.
  const drawing = document.querySelector("svg[data-timeline]");
  const from = document.querySelector('input[name="published.from"]');
  const to = document.querySelector('input[name="published.to"]');
  if (drawing && from && to) {
    const bars = [...drawing.querySelectorAll("[data-period]")];
    const at = (event) => {
      const frame = drawing.getBoundingClientRect();
      const place = Math.floor(((event.clientX - frame.left) / frame.width) * bars.length);
      return Math.max(0, Math.min(bars.length - 1, place));
    };
    let start = -1;
    let end = -1;
    const show = () => bars.forEach((bar, place) => {
      const inside = start >= 0 && place >= Math.min(start, end) && place <= Math.max(start, end);
      bar.classList.toggle("in-drag", inside && start !== end);
    });
    drawing.addEventListener("pointerdown", (event) => { if (event.button === 0) start = end = at(event); });
    drawing.addEventListener("dragstart", (event) => event.preventDefault());
    addEventListener("pointermove", (event) => { if (start >= 0) { end = at(event); show(); } });
    addEventListener("pointerup", () => {
      const [first, last] = [Math.min(start, end), Math.max(start, end)];
      const dragged = start >= 0 && first !== last;
      start = -1;
      if (!dragged) return;
      drawing.addEventListener("click", (event) => event.preventDefault(), { once: true, capture: true });
      from.value = bars[first].dataset.period;
      to.value = bars[last].dataset.period;
      filters.requestSubmit();
    });
    addEventListener("pointercancel", () => { start = -1; show(); });
  }
})();
