# Makes .build/embedding/page/chub.html: the page with the module inside. Read by Embedding/build; needs bash, gzip and base64.
#
# The module is compressed before it becomes base64: browsers unpack it themselves, and the page stays small.

page_limit=256000
page_source=Embedding/page
page=.build/embedding/page
mkdir -p "$page"

embedded_modules wasm32-unknown-none-wasm "${core[@]}" OrderedJSON Notation HANSimulation
# What chub says of files, of events and of failures, the page says in the same words.
page_words=(Sources/chub/{EventNames,FailureCause,FileDiagnosis,ImageDescription,Verdict,WholeImage}.swift)
embedded_program wasm32-unknown-none-wasm Page "$page_source"/*.swift "${page_words[@]}"

clang --target=wasm32-unknown-none-wasm -Os -ffreestanding -fno-builtin -c "$page_source/runtime.c" -o "$page/runtime.o"
tables=$(dirname "$(command -v swiftc)")/../lib/swift/embedded/wasm32-unknown-none-wasm/libswiftUnicodeDataTables.a
exports=(page_allocate page_free page_options page_read page_describe page_edit page_play)
objects=("${core[@]/#/$modules/}" "$modules"/{OrderedJSON,Notation,HANSimulation,Page})
wasm-ld --no-entry --gc-sections --strip-all -O2 -z stack-size=1048576 --stack-first "${exports[@]/#/--export=}" \
    "${objects[@]/%/.o}" "$page/runtime.o" "$tables" -o "$page/page.wasm"
