# The firmware of two emulated boards, for Embedding/build: four programs each, linked with a small runtime in C.
# Embedding/firmware/run runs them. Everything lies in .build/embedding/TARGET/firmware.

# Swift's target, the processor's file here, and how clang calls it.
firmware_boards=(
    "armv7em-none-none-eabi arm --target=armv7em-none-eabi -mcpu=cortex-m4 -mfloat-abi=soft"
    "riscv32-none-none-eabi riscv32 --target=riscv32-none-elf -march=rv32imac -mabi=ilp32"
)

# What makes less code at link time: calls are not paid for by inlining. Not -machine-outliner-reruns: with it and another
# threshold for jump threading the hub asked for 163 200 octets where it needs 272, and still served every block.
firmware_link=(-mllvm -inline-call-penalty=5)

# Each program's modules, and its own files beside those that all have.
firmware_codec=(ZCLCodec)
firmware_hub=(ZCLCodec GBCSCodec HANModel ZCLNode CommsHub)
firmware_update=("${core[@]}")
# Nothing of the core: it is what stops a program.
firmware_stopped=()

firmware_program() {
    local target=$1 board=$2 name=$3 symbols sources=() objects=() modules_of="firmware_$3[@]" module
    shift 3
    sources=("Embedding/firmware/$name.swift" Embedding/firmware/Console.swift)
    objects=("$built/runtime.o" "$built/$board.o")
    if [ "$name" = codec ]; then
        # Without a heap: the linker refuses a codec that allocates.
        objects+=("$built/frames.o")
    else
        [ "$name" = stopped ] || sources+=(Embedding/firmware/Alerts.swift Embedding/firmware/Sample.swift)
        objects+=("$built/heap.o")
    fi
    # A program that is not whole is none: run would take the one of before for it.
    rm -f "$built/$name.elf"
    embedded_swift "$target" "firmware_$name" "${sources[@]}"
    for module in "${!modules_of}"; do objects+=("$modules/$module.o"); done
    ld.lld -L Embedding/firmware -T "Embedding/firmware/$board.ld" --gc-sections --icf=all "${firmware_link[@]}" \
        "$modules/firmware_$name.o" "${objects[@]}" -Map="$built/$name.map" -o "$built/$name.linked"
    # String is for people; its tables are 22 KB.
    symbols=$(llvm-nm "$built/$name.linked")
    if grep -m 1 -E '_StringGuts|_swift_stdlib_' <<<"$symbols" >&2; then
        echo "$built/$name.linked: the symbol above is of String, which firmware has no use for" >&2
        return 1
    fi
    mv "$built/$name.linked" "$built/$name.elf"
}

make_firmware() {
    local line target board file built
    for line in "${firmware_boards[@]}"; do
        read -r target board line <<<"$line"
        read -ra flags <<<"$line"
        echo "  firmware for $target"
        embedded_modules "$target" "${core[@]}"
        built=$modules/firmware
        mkdir -p "$built"
        for file in runtime heap frames "$board"; do
            clang "${flags[@]}" -std=c11 -Os -ffreestanding -fno-builtin -ffunction-sections -fdata-sections \
                -Wall -Wextra -Werror -c "Embedding/firmware/$file.c" -o "$built/$file.o"
        done
        for name in codec hub update stopped; do firmware_program "$target" "$board" "$name"; done
    done
}

make_firmware
