-- For wrk: sends GETs from a file in turn, one a line: path, then a header's name and value, apart by tabs; prints counts.
local calls, at = {}, 0

function init(args)
  for line in io.lines(args[1]) do
    local path, name, value = line:match("^([^\t]*)\t([^\t]*)\t(.*)$")
    calls[#calls + 1] = wrk.format("GET", path, name ~= "" and { [name] = value } or {})
  end
end

function request()
  at = at % #calls + 1
  return calls[at]
end

function done(summary)
  local errors = summary.errors
  io.write(string.format("answered %d refused %d broken %d\n", summary.requests, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout))
end
