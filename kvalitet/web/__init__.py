"""How a page is shown: `page`, `done`, `listing`, the registries apps hang things up in, template parts."""
