-- Drives the server as Neovim 0.7 does, and writes what came of it, one JSON object a line, to the file in DCPLAN_RESULT.
local out = assert(io.open(os.getenv('DCPLAN_RESULT'), 'w'))
local function say(step, value)
  out:write(vim.json.encode({ step = step, value = value == nil and vim.NIL or value }) .. '\n')
  out:flush()
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
end

local function ask(method, params)
  local answers, failed = vim.lsp.buf_request_sync(0, method, params, 20000)
  if answers == nil then error(method .. ': ' .. tostring(failed)) end
  for _, answer in pairs(answers) do
    if answer.error then error(method .. ': ' .. answer.error.message) end
    return answer.result
  end
end

-- The cursor on a word of the text, the n-th character of it.
local function at(word, n)
  vim.fn.cursor(1, 1)
  assert(vim.fn.search('\\V' .. word, 'cW') > 0, 'no ' .. word)
  if n > 0 then vim.cmd('normal! ' .. n .. 'l') end
  return vim.lsp.util.make_position_params(0, 'utf-16')
end

local function run()
  vim.cmd('edit ' .. vim.fn.fnameescape(os.getenv('DCPLAN_PLAN')))
  local id = vim.lsp.start_client({
    name = 'dcplan',
    cmd = { os.getenv('DCPLAN_NODE'), os.getenv('DCPLAN_SERVER'), '--stdio' },
    root_dir = vim.fn.fnamemodify(os.getenv('DCPLAN_PLAN'), ':h'),
  })
  assert(id and vim.lsp.buf_attach_client(0, id), 'not attached')
  assert(vim.wait(30000, function() return #vim.diagnostic.get(0) > 0 end, 20), 'no diagnostics')
  say('attached', vim.lsp.get_client_by_id(id).server_capabilities.renameProvider ~= nil)
  local codes = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do table.insert(codes, each.code or each.user_data.lsp.code) end
  say('diagnostics', codes)

  say('hover', ask('textDocument/hover', at('growth', 1)).contents.value)

  local link = ask('textDocument/definition', at('GB200_NVL72 }', 1))[1]
  local library = vim.uri_to_bufnr(link.uri or link.targetUri)
  vim.fn.bufload(library)
  local line = (link.range or link.targetSelectionRange).start.line
  say('library', vim.api.nvim_buf_get_lines(library, line, line + 1, false)[1])

  local completion = ask('textDocument/completion', at('GB200', 4))
  local labels = {}
  for _, item in ipairs(completion.items or completion) do table.insert(labels, item.label) end
  say('completion', labels)

  at('idel', 0)
  local params = vim.lsp.util.make_range_params(0, 'utf-16')
  params.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(0) }
  local titles = {}
  for _, action in ipairs(ask('textDocument/codeAction', params)) do
    table.insert(titles, action.title)
    if action.title:find('idle', 1, true) and not titles.done then
      titles.done = true
      local resolved = action.edit and action or ask('codeAction/resolve', action)
      vim.lsp.util.apply_workspace_edit(resolved.edit, 'utf-16')
    end
  end
  titles.done = nil
  say('actions', titles)
  say('mended', text())
  say('cleared', vim.wait(30000, function()
    for _, each in ipairs(vim.diagnostic.get(0)) do
      if each.message:find('idel', 1, true) then return false end
    end
    return true
  end, 20))

  vim.lsp.buf.formatting_sync(nil, 20000)
  say('formatted', text())

  local rename = at('growth', 0)
  rename.newName = 'rise'
  vim.lsp.util.apply_workspace_edit(ask('textDocument/rename', rename), 'utf-16')
  say('renamed', text())
  vim.lsp.stop_client(id)
end

local ok, failure = pcall(run)
if not ok then say('failed', tostring(failure)) end
out:close()
vim.cmd('qall!')
