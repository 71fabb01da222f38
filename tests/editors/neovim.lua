-- What a person sees in Neovim. Run by neovim.sh, which sets SERVER, PLUGIN and FOLDER.
local folder = os.getenv('FOLDER')

local checks = dofile(os.getenv('CHECKS'))
local check, eventually = checks.check, checks.eventually
local function codes()
  local list = vim.tbl_map(function(diagnostic)
    return diagnostic.code
  end, vim.diagnostic.get(0))
  table.sort(list)
  return table.concat(list, ' ')
end
--- Asks the server about a place: `line` from 1, `column` from 0, in bytes.
local function ask(method, line, column)
  vim.api.nvim_win_set_cursor(0, { line, column })
  local client = vim.lsp.get_clients({ bufnr = 0 })[1]
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local answers = assert(vim.lsp.buf_request_sync(0, method, params, 20000))
  return assert(answers[client.id].result, method .. ' has no answer')
end
local function labels(line, column)
  local answer = ask('textDocument/completion', line, column)
  return table.concat(
    vim.tbl_map(function(item)
      return item.label
    end, answer.items or answer),
    ' '
  )
end

-- Installed as the README says.
vim.opt.runtimepath:append(os.getenv('PLUGIN'))
vim.cmd('filetype plugin indent on')
vim.cmd.runtime({ 'ftdetect/integration.lua', bang = true })
vim.cmd.runtime({ 'plugin/integration_ls.lua', bang = true })
require('integration_ls').setup({ cmd = { os.getenv('SERVER'), 'lsp' } })

-- The broken example shows what is wrong with it.
vim.cmd.edit(folder .. '/broken.integration.json')
check(vim.bo.filetype == 'json.integration', 'a manifest has its own file type')
eventually('diagnostics arrive', function()
  return #vim.diagnostic.get(0) >= 12
end)
local total = #vim.diagnostic.get(0)
local found = codes()
for _, code in ipairs({ 'invalid-version', 'secret-name', 'syntax-error', 'undeclared-tag', 'unknown-key' }) do
  check(found:find(code, 1, true) ~= nil, code .. ' is among them')
end
local visibility = vim.tbl_filter(function(diagnostic)
  return diagnostic.code == 'unknown-value'
end, vim.diagnostic.get(0))[1]
check(visibility.lnum == 5 and visibility.col == 16, 'a wrong value is marked at its place')
check(visibility.source == 'integration-ls', 'and says where it comes from')

-- A fresh manifest, typed.
vim.cmd.edit(folder .. '/fresh.integration.jsonc')
check(vim.bo.filetype == 'jsonc.integration', 'JSONC is told from JSON')
eventually('the empty file is told of', function()
  return codes() == 'syntax-error'
end)
vim.api.nvim_buf_set_lines(0, 0, -1, false, { '{', '  // 😀 who can install it', '  "visibility": "hiden"', '}' })
eventually('a wrong value is found while it is typed', function()
  return codes() == 'unknown-value'
end)

local hover = ask('textDocument/hover', 3, 5)
check(hover.contents.value:find('Who can install the integration', 1, true) ~= nil, 'a hover explains the key')
vim.lsp.buf.hover()
eventually('and is shown in a window', function()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
      return table.concat(lines, '\n'):find('unlisted', 1, true) ~= nil
    end
  end
end)

check(labels(3, 20) == 'private public unlisted' or labels(3, 20) == 'public private unlisted', 'values are offered')
check(labels(2, 1):find('actions', 1, true) ~= nil, 'keys are offered')

vim.api.nvim_buf_set_text(0, 2, 16, 2, 23, { '"private"' })
eventually('what is fixed is no longer marked', function()
  return codes() == ''
end)
vim.cmd('silent undo')
eventually('and an undo brings it back', function()
  return codes() == 'unknown-value'
end)

-- Inside a JSON Schema.
vim.api.nvim_buf_set_lines(0, 0, -1, false, {
  '{',
  '  "entities": { "mailbox": { "schema": { "type": "object", "properties": {',
  '    "address": { "type": "string", "maxLength": "64" },',
  '    "size": { "type": "number",  }',
  '  } } } }',
  '}',
})
eventually('a keyword of the wrong type is found', function()
  return codes():find('wrong-type', 1, true) ~= nil
end)
hover = ask('textDocument/hover', 3, 6)
check(hover.contents.value:find('text', 1, true) ~= nil, 'a hover says what a property accepts')
local keywords = labels(4, 31)
check(keywords:find('minimum', 1, true) ~= nil and not keywords:find('minLength', 1, true), 'keywords that suit the type are offered')

-- Fixes, names, formatting, the outline, in a document that has them.
vim.api.nvim_buf_set_lines(0, 0, -1, false, {
  '{',
  '  "titel": "Acme",',
  '  "url":  "https://acme.example/hook",',
  '  "user": { "tags": { "mailId": {} }, "creation": { "enabled": true, "requiredTags": ["mailId"] } },',
  '  "actions": { "sendMail": { "title": "Send" } }',
  '}',
})
eventually('other mistakes are found', function()
  return codes():find('unknown-key', 1, true) ~= nil
end)
local function line(number)
  return vim.api.nvim_buf_get_lines(0, number - 1, number, false)[1]
end
vim.api.nvim_win_set_cursor(0, { 2, 4 })
vim.lsp.buf.code_action({
  apply = true,
  filter = function(action)
    return action.title == 'Rename to "title"'
  end,
})
eventually('a fix is applied', function()
  return line(2) == '  "title": "Acme",'
end)
eventually('and its finding is gone', function()
  return codes():find('unknown-key', 1, true) == nil
end)

vim.api.nvim_win_set_cursor(0, { 4, 24 })
vim.lsp.buf.rename('threadId')
eventually('a rename follows every use', function()
  return line(4):find('"requiredTags": ["threadId"]', 1, true) ~= nil
    and line(4):find('"tags": { "threadId": {} }', 1, true) ~= nil
end)
local params = vim.lsp.util.make_position_params(0, vim.lsp.get_clients({ bufnr = 0 })[1].offset_encoding)
params.context = { includeDeclaration = true }
local answers = assert(vim.lsp.buf_request_sync(0, 'textDocument/references', params, 20000))
check(#select(2, next(answers)).result == 2, 'references are found')

vim.bo.shiftwidth, vim.bo.expandtab = 2, true
vim.lsp.buf.format({ async = false, timeout_ms = 20000 })
check(line(3) == '  "url": "https://acme.example/hook",', 'the document is formatted')

local outline = assert(vim.lsp.buf_request_sync(0, 'textDocument/documentSymbol', {
  textDocument = vim.lsp.util.make_text_document_params(),
}, 20000))
local names = vim.tbl_map(function(symbol)
  return symbol.name
end, select(2, next(outline)).result)
check(table.concat(names, ' ') == 'title url user actions', 'the outline is there')

vim.api.nvim_buf_set_lines(0, 1, 2, false, { '  "title": "' .. ('x'):rep(60) .. '",' })
vim.lsp.inlay_hint.enable(true)
eventually('hints stand between the text', function()
  local hints = vim.lsp.inlay_hint.get({ bufnr = 0 })
  return #hints == 1 and hints[1].inlay_hint.label == '60 of 64'
end)
eventually('names have their own colours', function()
  for row = 0, vim.api.nvim_buf_line_count(0) - 1 do
    local column = (line(row + 1):find('sendMail', 1, true) or 0) - 1
    for _, token in ipairs(column > 0 and vim.lsp.semantic_tokens.get_at_pos(0, row, column) or {}) do
      if token.type == 'function' and token.modifiers.declaration then
        return true
      end
    end
  end
end)
if vim.lsp.foldexpr then
  vim.wo.foldmethod, vim.wo.foldexpr = 'expr', 'v:lua.vim.lsp.foldexpr()'
  eventually('objects can be folded', function()
    vim.cmd('silent! normal! zx')
    return vim.fn.foldlevel(2) > 0
  end)
end

-- The form of a schema, in a browser that is not there.
local opened
vim.ui.open = function(path)
  opened = path
end
local said = {}
local notify = vim.notify
vim.notify = function(text)
  table.insert(said, text)
end
vim.cmd.edit(folder .. '/form.integration.json')
eventually('the server knows a new manifest', function()
  return #vim.lsp.get_clients({ bufnr = 0, name = 'integration_ls' }) == 1
end)
vim.api.nvim_buf_set_lines(0, 0, -1, false, {
  '{ "title": "Acme",',
  '  "configuration": { "schema": { "type": "object", "properties": { "😀": { "type": "string" }, "key": { "title": "Secret word" } } } } }',
})
vim.api.nvim_win_set_cursor(0, { 2, 100 })
vim.cmd.IntegrationLsForm()
eventually('the form of the schema under the cursor is opened', function()
  return opened ~= nil
end)
local page = table.concat(vim.fn.readfile(opened), '\n')
check(page:find('<span class="title">Secret word</span>', 1, true) ~= nil, 'it has the fields of the schema')
check(said[1] == 'The form is in ' .. opened, 'and it is said where it is')
vim.api.nvim_win_set_cursor(0, { 1, 5 })
vim.cmd.IntegrationLsForm()
eventually('where there is no schema, that is said', function()
  return said[2] ~= nil and said[2]:find('There is no schema at the cursor', 1, true) ~= nil
end)
vim.notify = notify
vim.cmd('bwipeout!')
vim.cmd.buffer('fresh.integration.jsonc')

-- Help and health.
vim.cmd('helptags ' .. os.getenv('PLUGIN') .. '/doc')
vim.cmd('help integration-ls-settings')
check(vim.bo.buftype == 'help', 'there is help')
vim.cmd('bwipeout!')
vim.cmd('checkhealth integration_ls')
local report = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
check(report:find('running for', 1, true) ~= nil and not report:find('ERROR', 1, true), 'the health check is content')
vim.cmd('bwipeout!')
vim.cmd.buffer('fresh.integration.jsonc')

-- The end.
local client = vim.lsp.get_clients({ bufnr = 0 })[1]
vim.cmd('bdelete!')
eventually('a closed buffer has no findings', function()
  return #vim.diagnostic.get(nil) == total
end)
if vim.fn.has('nvim-0.11') == 1 then
  client:stop()
else
  vim.lsp.stop_client(client.id)
end
eventually('the server ends', function()
  return vim.lsp.get_client_by_id(client.id) == nil
end)
os.exit(0)
