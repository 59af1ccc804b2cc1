// Passkeys: <form data-passkey="create|get"> gets its `credential` from the browser before it is sent.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const named = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));

async function options(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options).publicKey;
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).request_options.publicKey;
}

async function create(wanted) {
  const publicKey = {
    ...wanted,
    challenge: bytes(wanted.challenge),
    user: { ...wanted.user, id: bytes(wanted.user.id) },
    excludeCredentials: named(wanted.excludeCredentials),
    authenticatorSelection: { ...wanted.authenticatorSelection, residentKey: "preferred", requireResidentKey: false },
  };
  const made = await navigator.credentials.create({ publicKey });
  return {
    ...shared(made),
    response: {
      clientDataJSON: text(made.response.clientDataJSON),
      attestationObject: text(made.response.attestationObject),
      transports: made.response.getTransports?.() ?? [],
    },
  };
}

async function get(wanted) {
  const publicKey = { ...wanted, challenge: bytes(wanted.challenge), allowCredentials: named(wanted.allowCredentials) };
  const used = await navigator.credentials.get({ publicKey });
  return {
    ...shared(used),
    response: {
      clientDataJSON: text(used.response.clientDataJSON),
      authenticatorData: text(used.response.authenticatorData),
      signature: text(used.response.signature),
      userHandle: used.response.userHandle ? text(used.response.userHandle) : null,
    },
  };
}

const shared = (credential) => ({
  id: credential.id,
  rawId: text(credential.rawId),
  type: credential.type,
  authenticatorAttachment: credential.authenticatorAttachment,
  clientExtensionResults: credential.getClientExtensionResults(),
});

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-passkey]")) return;
  event.preventDefault();
  const problem = form.querySelector("[data-passkey-problem]");
  problem.hidden = true;
  try {
    const wanted = await options(form);
    const credential = await (form.dataset.passkey === "create" ? create(wanted) : get(wanted));
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  } catch {
    problem.hidden = false;
    problem.focus();
  }
});

if (window.PublicKeyCredential) document.querySelectorAll("[data-passkey-only]").forEach((part) => { part.hidden = false; });
