local M = {}

local COMMAND = 'integration-ls.validateRemotely'

local function say(text, level)
  vim.notify(text, level or vim.log.levels.INFO)
end

--- Has the manifest of the current buffer validated by the Botpress API. Its answer is shown as diagnostics.
---
--- `target` is needed for an update, once in a session: the ID of the integration, or its name and version
--- (`acme/mail@1.2.0`).
---@param target? string
function M.run(target)
  -- By its number, by which Neovim knows what it has yet to send of it.
  local buffer = vim.api.nvim_get_current_buf()
  local client = vim.lsp.get_clients({ bufnr = buffer, name = 'integration_ls' })[1]
  if not client then
    say('integration-ls is not running for this buffer. `:checkhealth integration_ls` says why.', vim.log.levels.WARN)
    return
  end
  local commands = (client.server_capabilities.executeCommandProvider or {}).commands or {}
  if not vim.tbl_contains(commands, COMMAND) then
    say('Validation with Botpress is switched off (INTEGRATION_LS_REMOTE), or not in this build.', vim.log.levels.WARN)
    return
  end
  local argument = { uri = vim.uri_from_bufnr(buffer) }
  if target and target ~= '' then
    local name, version = target:match('^(.+)@([^@]*)$')
    if name or target:find('/', 1, true) then
      argument.name, argument.version = name or target, version
    else
      argument.id = target
    end
  end
  local function answered(failure, result)
    -- What could not be sent or asked, the server says itself.
    if failure then
      say(failure.message, vim.log.levels.WARN)
    elseif result and (result.outcome == 'accepted' or result.outcome == 'refused') then
      say(result.message)
    end
  end
  local params = { command = COMMAND, arguments = { argument } }
  if vim.fn.has('nvim-0.11') == 1 then
    client:request('workspace/executeCommand', params, answered, buffer)
  else
    client.request('workspace/executeCommand', params, answered, buffer)
  end
end

return M
