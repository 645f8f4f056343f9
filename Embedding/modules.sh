# The modules of the core in Embedded Swift, for one target after the other. Read by Embedding/build; needs bash.
#
#   embedded_modules TARGET MODULE …   compiles modules of Sources, in this order; says where they are in $modules
#   embedded_swift TARGET NAME [OPTION] … FILE …   compiles a program's or library's own Swift against them, to an object
#
# Everything lies in .build/embedding/TARGET.

core=(ZCLCodec GBCSCodec HANModel ZCLNode CommsHub HANDevices)
targets=(x86_64-unknown-linux-gnu armv7em-none-none-eabi riscv32-none-none-eabi wasm32-unknown-none-wasm)

# The settings of Package.swift, and those of Embedded Swift. Function sections let the linker drop what nobody calls.
embedded_flags=(
    -enable-experimental-feature Embedded -enable-experimental-feature Extern -enable-experimental-feature Lifetimes
    -wmo -parse-as-library -Osize -swift-version 6 -strict-memory-safety -warnings-as-errors
    -enable-upcoming-feature ExistentialAny -enable-upcoming-feature InternalImportsByDefault
    -enable-upcoming-feature MemberImportVisibility -package-name CommunicationsHub -Xfrontend -function-sections
)

# Of processors whose memory is small: what is inlined for speed is not, a function's checks share a trap, and the linker
# sees the whole program as one (its objects are LLVM's bitcode).
small_flags=(-Xfrontend -ignore-always-inline -Xfrontend -mergeable-traps -lto=llvm-full)

# The flags for a target.
flags_for() {
    case $1 in
    armv7em-* | riscv32-*) flags=("${embedded_flags[@]}" "${small_flags[@]}") ;;
    # A page is downloaded, so that each inlined call counts.
    wasm32-*) flags=("${embedded_flags[@]}" -Xllvm -inline-threshold=0) ;;
    *) flags=("${embedded_flags[@]}") ;;
    esac
}

# clang, ld.lld, llvm-objcopy and the others are those of the toolchain, whatever else is installed.
PATH=$(dirname "$(readlink -f "$(command -v swiftc)")"):$PATH
compiler=$(swiftc --version 2>&1)

embedded_modules() {
    local target=$1 module sources
    shift
    modules=$PWD/.build/embedding/$target
    modules_stamp=
    mkdir -p "$modules"
    for module in "$@"; do
        mapfile -t sources < <(find "Sources/$module" -name '*.swift' | LC_ALL=C sort)
        embedded_swift "$target" "$module" -emit-module -emit-module-path "$modules/$module.swiftmodule" "${sources[@]}"
        modules_stamp=$(cat "$modules/$module.stamp")
    done
}

# What is compiled is made anew when its sources, its headers, the compiler, the options or a module before it change.
embedded_swift() {
    local target=$1 module=$2 flags stamp
    flags_for "$target"
    shift 2
    stamp=$({
        echo "$modules_stamp $compiler ${flags[*]} $*"
        for argument; do
            # What is made here is another each time.
            if [[ $argument == "$modules"/* ]]; then continue; fi
            if [ -f "$argument" ]; then cat "$argument"; fi
            # Those of the tests beside the library are none of its own.
            if [ -d "$argument" ]; then
                find "$argument" -not -path '*/tests/*' \( -name '*.h' -o -name '*.modulemap' \) -print0 |
                    LC_ALL=C sort -z | xargs -0 -r cat
            fi
        done
    } | sha256sum)
    if [ "$(cat "$modules/$module.stamp" 2>/dev/null)" = "$stamp" ]; then return; fi
    echo "  $module for $target"
    swiftc -target "$target" "${flags[@]}" -module-cache-path "$modules/cache" -I "$modules" \
        -module-name "$module" -o "$modules/$module.o" -c "$@"
    echo "$stamp" >"$modules/$module.stamp"
}
