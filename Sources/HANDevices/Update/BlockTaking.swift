import ZCLCodec

/// OTA-7: what became of the data of a block.
enum BlockTaking {
    case kept
    /// It is of a page that is over, and does not stand in the way of the open request.
    case keptLate
    case ofAnotherFile
    case tooLong
    /// One server sends empty blocks in a page without end.
    case empty
    /// It is of another offset, a duplicate, or empty: there is no getting on with it.
    case unwanted
}

extension Download {
    /// ZCL-1: whether a frame of this number answers the block request that is open, and whether it is of the page.
    @inline(__always)
    func answers(_ sequence: UInt8) -> (toBlock: Bool, ofPage: Bool) {
        (block?.sequence == sequence, page?.sequence == sequence)
    }

    /// OTA-7: takes the answer to the block request that is open.
    ///
    /// - Parameter isCut: whether a surplus after the file's end is cut off.
    @inline(__always)
    mutating func take(answer data: OctetView, at place: UInt32, of file: FileIdentifier, isCut: Bool) -> BlockTaking {
        guard file == self.file else { return .ofAnotherFile }
        guard let octets = block?.octets, place == octets.lowerBound, data.count > 0 else { return .unwanted }
        guard let data = cut(data, to: octets, isCut: isCut) else { return .tooLong }
        block = nil
        guard store(data, at: place) else { return .tooLong }
        blocksSinceWaking += 1
        return .kept
    }

    /// OTA-7: takes a block of a page, of so many octets at most, or what is left of one; it is kept after a gap as well.
    ///
    /// - Parameter isCut: whether a surplus after the file's end is cut off.
    mutating func take(
        blockOfPage data: OctetView, at place: UInt32, of file: FileIdentifier, atMost count: UInt32, isCut: Bool
    ) -> BlockTaking {
        guard file == self.file else { return .ofAnotherFile }
        guard let page, page.octets.contains(place) else { return .unwanted }
        guard data.count > 0 else { return page.isOver ? .unwanted : .empty }
        // A duplicate.
        guard !has(place) else { return .unwanted }
        let end = min(page.octets.upperBound, place + count)
        guard let data = cut(data, to: place..<end, isCut: isCut), store(data, at: place) else { return .tooLong }
        self.page?.hasBegun = true
        blocksSinceWaking += 1
        // Its last octets are here: what is missing was lost.
        if place + UInt32(data.count) == page.octets.upperBound { endPage() }
        return page.isOver && !isComplete ? .keptLate : .kept
    }

    /// What is missing of the page is asked for as blocks; one of which nothing came is asked for again.
    mutating func endPage() {
        if page?.hasBegun == true || isByBlocks { page?.isOver = true } else { page = nil }
    }

    /// OTA-7: data that is no longer than asked for; where `isCut` says so a surplus after the file's end is cut off.
    @_lifetime(copy data)
    @inline(__always)
    private func cut(_ data: OctetView, to octets: Range<UInt32>, isCut: Bool) -> OctetView? {
        if data.count <= octets.count { return data }
        guard isCut, octets.upperBound == size else { return nil }
        return data.slice(from: 0, count: octets.count)
    }
}
