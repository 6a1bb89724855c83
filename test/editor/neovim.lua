-- What a user of Neovim sees of a broken topology and does about it, printed as JSON. WSO2_TOPOLOGY names the program, NODE the runtime.
local server = { name = 'wso2_topology', cmd = { vim.env.NODE, vim.env.WSO2_TOPOLOGY, 'lsp' }, root_dir = vim.fn.getcwd() }
-- `start` is there from 0.8 on, and attaches.
if vim.lsp.start then
  vim.lsp.start(server)
else
  vim.lsp.buf_attach_client(0, vim.lsp.start_client(server))
end

local LIMIT = 60000
local function findings()
  return vim.diagnostic.get(0)
end
local function ask(method, parameters)
  parameters.textDocument = vim.lsp.util.make_text_document_params()
  local _, answer = next(vim.lsp.buf_request_sync(0, method, parameters, LIMIT) or {})
  return answer and answer.result
end

vim.wait(LIMIT, function() return #findings() > 0 end, 20)
local found = vim.tbl_map(function(each)
  return { line = each.lnum + 1, code = each.code, severity = each.severity }
end, findings())

-- As the protocol has them; what Neovim keeps of it differs from release to release.
local diagnostics = vim.tbl_map(function(each)
  local range = {
    start = { line = each.lnum, character = each.col },
    ['end'] = { line = each.end_lnum, character = each.end_col },
  }
  return { range = range, code = each.code, severity = each.severity, source = each.source, message = each.message }
end, findings())

local hover = ask('textDocument/hover', { position = { line = 3, character = 34 } })
local actions = ask('textDocument/codeAction', {
  range = { start = { line = 4, character = 2 }, ['end'] = { line = 4, character = 8 } },
  context = { diagnostics = diagnostics },
})
vim.lsp.util.apply_workspace_edit(actions[1].edit, 'utf-16')
vim.wait(LIMIT, function() return #findings() == 0 end, 20)

io.stdout:write(vim.fn.json_encode({
  found = found,
  hover = hover.contents.value,
  actions = vim.tbl_map(function(action) return action.title end, actions),
  left = #findings(),
  text = vim.api.nvim_buf_get_lines(0, 0, -1, false),
}))
