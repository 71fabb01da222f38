local M = {}
local request = require('integration_ls.request')

local COMMAND = 'integration-ls.validateRemotely'

--- Has the manifest of the current buffer validated by the Botpress API. Its answer is shown as diagnostics.
---
--- `target` is needed for an update, once in a session: the ID of the integration, or its name and version
--- (`acme/mail@1.2.0`).
---@param target? string
function M.run(target)
  local buffer = vim.api.nvim_get_current_buf()
  local client = request.client(buffer)
  if not client then
    return
  end
  local commands = (client.server_capabilities.executeCommandProvider or {}).commands or {}
  if not vim.tbl_contains(commands, COMMAND) then
    request.say('Validation with Botpress is switched off (INTEGRATION_LS_REMOTE), or not in this build.', vim.log.levels.WARN)
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
      request.say(failure.message, vim.log.levels.WARN)
    elseif result and (result.outcome == 'accepted' or result.outcome == 'refused') then
      request.say(result.message)
    end
  end
  local params = { command = COMMAND, arguments = { argument } }
  request.send(client, 'workspace/executeCommand', params, answered, buffer)
end

return M
