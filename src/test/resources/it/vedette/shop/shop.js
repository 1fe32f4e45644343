// The page of the shop. It knows what is in the session, and never its id: that is in a cookie it cannot read.

const at = id => document.getElementById(id);
let cart = {};

async function send(method, path, body) {
  const answer = await fetch(path, {
    method,
    body: body && JSON.stringify(body),
    headers: body ? {'Content-Type': 'application/json'} : {},
  });
  const said = answer.status == 204 ? {} : await answer.json();
  if (!answer.ok) throw new Error(said.error);
  return said;
}

async function show() {
  const me = await send('GET', 'api/me');
  cart = me.cart;
  at('cart').replaceChildren(...Object.keys(cart).sort().map(product => {
    const line = document.createElement('li');
    line.textContent = `${product}: ${cart[product]}`;
    return line;
  }));
  at('user').textContent = me.user ?? '';
  at('account').hidden = !me.user;
  at('login').hidden = Boolean(me.user);
}

// One thing at a time: what a click means depends on what is shown.
async function act(what) {
  at('controls').disabled = true;
  at('message').textContent = '…';
  let message = '';
  for (const step of [what, show]) {
    await step().catch(problem => message ||= problem.message);
  }
  at('message').textContent = message;
  at('controls').disabled = false;
}

function onClick(button, what) {
  button.addEventListener('click', () => act(what));
}

for (const button of document.querySelectorAll('[data-product]')) {
  const product = button.dataset.product;
  onClick(button, () => send('PATCH', 'api/cart', {[product]: (cart[product] ?? 0) + 1}));
}
onClick(at('empty'), () =>
  send('PATCH', 'api/cart', Object.fromEntries(Object.keys(cart).map(product => [product, null]))));
onClick(at('logout'), () => send('POST', 'api/logout'));
onClick(at('logout-everywhere'), () => send('POST', 'api/logout-everywhere'));
at('login').addEventListener('submit', event => {
  event.preventDefault();
  const form = Object.fromEntries(new FormData(event.target));
  event.target.reset();
  act(() => send('POST', 'api/login', form));
});
act(async () => {});
