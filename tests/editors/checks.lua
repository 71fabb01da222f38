-- What the tests in Neovim say of what they see. neovim.sh sets CHECKS to the path of this file.
local function check(holds, what)
  io.stdout:write((holds and 'ok   ' or 'FAIL ') .. what .. '\n')
  if not holds then
    os.exit(1)
  end
end
local function eventually(what, condition)
  check(vim.wait(20000, condition, 10), what)
end

return { check = check, eventually = eventually }
