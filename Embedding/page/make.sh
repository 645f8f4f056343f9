# Makes .build/embedding/page/chub.html: the page with the module inside. Read by Embedding/build; needs bash, binaryen
# (wasm-opt), xz, gzip and base64.
#
# The module is packed before it becomes base64, with LZMA, which unpack.js undoes: that is a third less than gzip.

page_limit=250000
page_source=Embedding/page
page=.build/embedding/page
mkdir -p "$page"

embedded_modules wasm32-unknown-none-wasm "${core[@]}" OrderedJSON Notation HANSimulation
# What chub says of files, of events and of failures, the page says in the same words.
page_words=(Sources/chub/{EventNames,FailureCause,FileDiagnosis,ImageDescription,Verdict,WholeImage}.swift)
embedded_swift wasm32-unknown-none-wasm Page "$page_source"/*.swift "${page_words[@]}"

clang --target=wasm32-unknown-none-wasm -Os -ffreestanding -fno-builtin -c "$page_source/runtime.c" -o "$page/runtime.o"
exports=(page_allocate page_free page_options page_read page_describe page_edit page_play)
objects=("${core[@]/#/$modules/}" "$modules"/{OrderedJSON,Notation,HANSimulation,Page})
wasm-ld --no-entry --gc-sections --strip-all -O2 -z stack-size=1048576 --stack-first "${exports[@]/#/--export=}" \
    "${objects[@]/%/.o}" "$page/runtime.o" -o "$page/linked.wasm"
# What was linked before is not shrunk again: that takes a minute.
stamp=$(cat "$page/linked.wasm" "$page_source/make.sh" | sha256sum)
if [ "$(cat "$page/page.stamp" 2>/dev/null)" != "$stamp" ]; then
    # First, so that what an interruption leaves is not taken for whole.
    rm -f "$page/page.stamp"
    # --low-memory-unused: below 1 024 lies the end of the stack. --ignore-implicit-traps would load where nothing lies.
    wasm-opt --enable-bulk-memory --enable-sign-ext --enable-mutable-globals --enable-nontrapping-float-to-int \
        --enable-multivalue --enable-reference-types --flatten --rereloop -Oz -Oz --low-memory-unused \
        --optimize-added-constants-propagate -Oz --flatten --rereloop -Oz --reorder-locals -Oz -Oz --strip-producers \
        "$page/linked.wasm" -o "$page/page.wasm"
    echo "$stamp" >"$page/page.stamp"
fi

# After the module stand the rules in the project's words, a name and a line; those of the command line are no rules of octets.
awk '/text = #"""/ { line = 0; on = 1; next } /"""#/ { on = 0 }
    on { sub(/^ */, ""); if (line % 5 == 0) name = $1; if (line % 5 == 1 && name !~ /^IF-/) print name "\t" $0; line++ }' \
    Sources/chub/RuleTable.swift | sed -e 's/ \*\*\[project\]\*\*.*//' >"$page/rules.txt"
cat "$page/page.wasm" "$page/rules.txt" |
    xz --format=lzma --lzma1=preset=9e,lc=4,lp=0,pb=0 --stdout | base64 --wrap=0 >"$page/module.txt"
# Without comments and indents.
sed -e 's/^ *//' -e '/^\/\//d' -e '/^\/\*\*.*\*\/$/d' "$page_source"/{unpack,module,octets,decode,diagram,play,main}.js |
    awk '!/^"use strict";$/ || !seen++' >"$page/page.js"

# Each mark of the template stands alone in its line, but for the sizes.
while IFS= read -r line; do
    case $line in
    @css@) cat "$page_source/page.css" ;;
    @module@) cat "$page/module.txt" ;;
    @js@) cat "$page/page.js" ;;
    *)
        line=${line//@module-size@/$(stat --format=%s "$page/page.wasm")}
        printf '%s\n' "${line//@rules-size@/$(stat --format=%s "$page/rules.txt")}"
        ;;
    esac
done <"$page_source/page.html" >"$page/chub.html"

page_size=$(gzip --best --stdout "$page/chub.html" | wc -c)
echo "  $page/chub.html: $page_size octets with gzip, at most $page_limit"
[ "$page_size" -le "$page_limit" ]
