// The panel's page: what runs, what can be switched, what arrived, what can be called.
const PAGE_SIZE = 50;
const REFRESH_MS = 1500;

const byId = (id) => document.getElementById(id);
let vendors = [];
let shown = PAGE_SIZE;
let lastRequests = "";

/** An element with children; texts are texts, never HTML. */
function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

const cell = (...children) => element("td", {}, ...children);
const code = (text) => element("code", {}, text);

async function get(name) {
  const response = await fetch(`/__mock/${name}`);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.json();
}

async function send(name, body) {
  const headers = { "content-type": "application/json" };
  const response = await fetch(`/__mock/${name}`, { method: "POST", headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error((await response.json()).detail);
}

function showVendors() {
  const rows = vendors.map(({ name, path, operations }) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, name),
      cell(code(`${location.origin}${path}`)),
      element("td", { class: "number" }, operations.length.toLocaleString("en")),
      element(
        "td",
        { class: "number" },
        operations.filter(({ isDescribed }) => !isDescribed).length.toLocaleString("en"),
      ),
    ),
  );
  byId("vendors").replaceChildren(...rows);
}

/** A text with what stands between backticks as code. */
const withCode = (text) => text.split("`").map((part, index) => (index % 2 === 1 ? code(part) : part));

function showScenarios() {
  const groups = vendors
    .filter(({ scenarios }) => scenarios.length > 0)
    .map(({ name, scenarios }) => {
      const count = scenarios.filter(({ isOn }) => isOn).length;
      const group = element(
        "details",
        {},
        element("summary", {}, `${name}: ${scenarios.length} scenarios, ${count} on`),
        ...scenarios.map((scenario) => showScenario(name, scenario)),
      );
      group.open = count > 0 || byId("scenarios").querySelector(`[data-vendor="${name}"]`)?.open === true;
      group.dataset.vendor = name;
      return group;
    });
  byId("scenarios").replaceChildren(...(groups.length > 0 ? groups : [element("p", { class: "muted" }, "None")]));
}

function showScenario(vendor, { name, summary, isOn }) {
  const box = element("input", { type: "checkbox", name: `${vendor} ${name}` });
  box.checked = isOn;
  box.addEventListener("change", () =>
    act(async () => {
      await send("scenarios", { vendor, name, on: box.checked });
      await load();
    }),
  );
  return element("label", {}, box, code(name), " ", ...withCode(summary));
}

function showRequests({ requests, violations }) {
  const text = JSON.stringify([requests, violations]);
  if (text === lastRequests) return;
  lastRequests = text;
  byId("requests-summary").textContent = `${requests.length} shown, ${violations} violations`;
  const rows = requests.map(
    ({ vendor, method, path, queryNames, operationId, status, violations: broken, violationCount }) => {
      const query = queryNames.length > 0 ? `?${queryNames.map((name) => `${name}=…`).join("&")}` : "";
      const list = broken.map(({ pointer, rule, message }) =>
        element("li", {}, code(pointer || "/"), ` ${rule}: ${message}`),
      );
      if (violationCount > broken.length) list.push(element("li", {}, `and ${violationCount - broken.length} more`));
      return element(
        "tr",
        {},
        cell(vendor),
        cell(code(`${method} ${path}${query}`)),
        cell(operationId ? code(operationId) : element("span", { class: "bad" }, "none matches")),
        element(
          "td",
          { class: status >= 200 && status < 400 ? "number good" : "number bad" },
          status === 0 ? "cut off" : String(status),
        ),
        cell(list.length > 0 ? element("ul", { class: "bad" }, ...list) : element("span", { class: "muted" }, "none")),
      );
    },
  );
  byId("requests").replaceChildren(...rows);
}

function findOperations() {
  const words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  return vendors
    .flatMap(({ name, operations }) => operations.map((operation) => ({ vendor: name, ...operation })))
    .filter(({ vendor, name, operationId = "" }) => {
      const text = `${vendor} ${name} ${operationId}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
}

function showOperations() {
  const found = findOperations();
  byId("operations-summary").textContent = `${found.length.toLocaleString("en")} found`;
  const rows = found
    .slice(0, shown)
    .map(({ vendor, name, operationId = "", isDescribed }) =>
      element(
        "tr",
        {},
        cell(vendor),
        cell(code(name)),
        cell(code(operationId)),
        cell(isDescribed ? "described" : element("span", { class: "muted" }, "{} only")),
      ),
    );
  byId("operations").replaceChildren(...rows);
  byId("more").hidden = found.length <= shown;
}

async function load() {
  vendors = await get("vendors");
  showVendors();
  showScenarios();
  showOperations();
}

async function refresh() {
  if (document.hidden) return;
  showRequests(await get("requests"));
}

/** Does something, and says so where it fails. */
async function act(work) {
  try {
    await work();
    byId("status").textContent = "Running";
    byId("status").className = "good";
  } catch (error) {
    byId("status").textContent = `Not reachable: ${error.message}`;
    byId("status").className = "bad";
  }
}

byId("search").addEventListener("input", () => {
  shown = PAGE_SIZE;
  showOperations();
});
byId("more").addEventListener("click", () => {
  shown += PAGE_SIZE;
  showOperations();
});
byId("reset").addEventListener("click", () =>
  act(async () => {
    await send("reset", {});
    await load();
    await refresh();
  }),
);
act(async () => {
  await load();
  await refresh();
});
setInterval(() => act(refresh), REFRESH_MS);
