/* Beside each feed's link, a button that copies its address. Without this script the links stay links. */

const status = document.querySelector("[data-copied]");

for (const link of document.querySelectorAll("a[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.title = "Copy the address";
  button.setAttribute("aria-label", `Copy the address of ${link.title}`);
  button.textContent = "⧉";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(link.href);
      status.textContent = `Copied: ${link.title}, ${link.href}`;
    } catch {
      status.textContent = `The browser does not let this page copy. The address is ${link.href}`;
    }
    status.hidden = false;
  });
  link.after(button);
}
