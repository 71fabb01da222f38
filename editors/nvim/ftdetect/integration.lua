-- Manifests are JSON with a second name, so that they are highlighted as ever and general JSON servers,
-- which know nothing of manifests, leave them alone.
vim.filetype.add({
  filename = {
    ['integration.json'] = 'json.integration',
    ['integration.jsonc'] = 'jsonc.integration',
  },
  pattern = {
    ['.*%.integration%.json'] = 'json.integration',
    ['.*%.integration%.jsonc'] = 'jsonc.integration',
  },
})
