#!/usr/bin/env bash
# A worker of one queue: bash worker.sh QUEUE. It needs nothing but curl and Bash 4.3 or newer, and stops on SIGTERM.
set -um # each job is a process group, which is ended as a whole
api=${VEDETTE_URL:-http://localhost:9080}/api/v1
lease=${VEDETTE_LEASE:-30} # for how many seconds a task is ours without a heartbeat
home=$(mktemp -d)
mkfifo "$home/codes" && exec 3<> "$home/codes" # how handlers have ended
stopping='' handler=''
trap 'stopping=1; [[ -z $handler ]] || kill -- "-$handler"' TERM

# Handlers have the task as JSON, and print their result as JSON and their error elsewhere. They end with 65 when another
# attempt would fail as well; SIGTERM tells them that what they do is of no use any longer.
greet() {
  [[ $1 =~ \"name\":\"([^\"]+)\" ]] || { echo 'nobody to greet' >&2; return 65; }
  echo "\"Hello ${BASH_REMATCH[1]}\""
}
wait_for() {
  [[ $1 =~ \"seconds\":([0-9.]+) ]] || { echo 'how long?' >&2; return 1; }
  sleep "${BASH_REMATCH[1]}" && echo "${BASH_REMATCH[1]}"
}
declare -A handlers=([greet]=greet [wait]=wait_for) # by type of task

# Sets status, answer, and for how many seconds to pause before the next call; fails when the service is away.
call() { # METHOD PATH JSON|@FILE [SECONDS]
  : > "$home/head" > "$home/answer"
  echo 'Content-Type: application/json' > "$home/fields"
  [[ -z ${VEDETTE_TOKEN_FILE:-} ]] || echo "Authorization: Bearer $(< "$VEDETTE_TOKEN_FILE")" >> "$home/fields"
  status=$(curl -s -m "${4:-5}" -X "$1" "$api/$2" -H "@$home/fields" --data-binary "$3" \
    -D "$home/head" -o "$home/answer" -w '%{http_code}')
  answer=$(< "$home/answer") pause=1
  [[ $status != 2* ]] || pause=0
  [[ ! $(< "$home/head") =~ [Rr]etry-[Aa]fter:\ *([0-9]+) ]] || pause=${BASH_REMATCH[1]}
  [[ $status == [24]* && $status != 429 ]]
}

work() { # JSON, of one task, as we ask for one
  [[ $1 =~ \"lease\":\"([^\"]+)\",\"task\":\"([^\"]+)\",\"type\":\"([^\"]+)\" ]]
  local id=${BASH_REMATCH[1]} task=${BASH_REMATCH[2]} type=${BASH_REMATCH[3]} over='' code='' end error body
  (trap : TERM; ("${handlers[$type]}" "$1" > "$home/result" 2> "$home/error"); echo $? >&3) & handler=$!
  until read -r -t "$(((lease + 2) / 3))" -u 3 code; do
    call PATCH "leases/$id" "{\"extend\":$lease}"
    [[ $answer != *'"draining":true'* ]] || moving=1
    [[ $status != 409 && $answer != *'"cancelRequested":true'* ]] || over=1
    [[ -z $over$stopping ]] || kill -- "-$handler" || { read -r -t 1 -u 3 code; break; }
  done
  handler='' end=fail error=$(tail -c 1000 "$home/error" | tr '"\\\n' "'/ " | tr -cd '[:print:]')
  case $code in
    0) end=complete body=@$home/result ;;
    65) body="{\"error\":\"$error\",\"retryable\":false}" ;;
    '' | 143) end=release body='{}' ;;
    *) body="{\"error\":\"$error\"}" ;;
  esac
  until call POST "leases/$id/$end" "$body"; do sleep "$pause"; done # the same once more is harmless
  echo "$task $end $status $answer"
}

types=$(printf ',"%s"' "${!handlers[@]}") moving='' # the server that has answered is about to stop
while [[ -z $stopping ]]; do
  call POST "queues/$1/leases" "{\"wait\":10,\"lease\":$lease,\"types\":[${types:1}],\"worker\":\"$HOSTNAME-$$\"}" 15
  [[ $status != 4* || $status == 429 ]] || break
  [[ $status != 200 ]] || work "$answer"
  sleep "${moving:-$pause}" # behind a balancer another server answers the next call
  moving=''
done
rm -r "$home"
[[ -n $stopping ]] || { echo "$answer" >&2; exit 1; }
