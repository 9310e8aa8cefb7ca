/** What can go wrong with the looks of a screen, found in the page: functions for `widget.evaluate`. */

/** What is to be pressed and lower than a finger needs: boxes go by their labels, and links in a sentence are excepted. */
export function small_targets(element) {
  const controls = "button, summary, a, select, textarea, label:has(input), input:not([type=checkbox], [type=radio])";
  const words = (one) => one.textContent.trim();
  const is_in_sentence = (one) => one.matches("a") && words(one.parentElement) !== words(one) && !one.closest(".actions");
  return [...element.shadowRoot.querySelectorAll(controls)]
    .filter((control) => control.checkVisibility() && !is_in_sentence(control))
    .map((control) => ({ control, height: control.getBoundingClientRect().height }))
    .filter(({ height }) => height < 43.5)
    .map(({ control, height }) => `${control.localName} ${words(control)} in ${control.parentElement.className || control.parentElement.localName}: ${height}`);
}

/** What reaches over the sides of the screen, or does not find room in the box that it stands in. */
export function cut(element) {
  const own_scroll = ".hidden, .hidden *, .scroll, .scroll *, pre, pre *, select, option, optgroup, dialog:not([open]) *";
  const name = (one) => `${one.localName}.${one.getAttribute("class")} ${one.textContent.trim().slice(0, 40)}`;
  return [...element.shadowRoot.querySelectorAll(".cop *")].flatMap((one) => {
    if (one.matches(own_scroll) || !one.checkVisibility({ contentVisibilityAuto: true })) return [];
    const { left, right } = one.getBoundingClientRect();
    const found = [];
    if (left < -0.5 || right > innerWidth + 0.5) found.push(`${name(one)}: from ${left} to ${right} of ${innerWidth} px`);
    if (one.ownerSVGElement || one.localName === "svg") return found;
    const is_box = one.clientHeight > 0 && !one.matches("textarea, input");
    const hides = getComputedStyle(one).overflow !== "visible";
    const is_low = one.scrollHeight > one.clientHeight + 1;
    if (is_box && one.matches("button, summary, a, label, p, li") && is_low) found.push(`${name(one)}: ${one.scrollHeight} px in ${one.clientHeight}`);
    if (is_box && hides && (is_low || one.scrollWidth > one.clientWidth + 1)) {
      if (getComputedStyle(one).overflowY !== "auto") found.push(`${name(one)} hides a part of itself`);
    }
    return found;
  });
}
