extension ReportPage {
    /// Light and dark, wide and down to 400 pixels.
    static let style = """
        :root { color-scheme: light dark; --text: #1c1e21; --faint: #666b73; --rule: #dcdfe3; --ground: #fff;
          --line: #1f5fbf; --goal: #b3541e; --met: #1a6b35; --missed: #b3261e; }
        @media (prefers-color-scheme: dark) { :root { --text: #e6e8eb; --faint: #9aa1ab; --rule: #383c43;
          --ground: #16181c; --line: #7db0ff; --goal: #f0a36b; --met: #7fd19b; --missed: #ff8f86; } }
        body { font: 15px/1.5 system-ui, sans-serif; color: var(--text); background: var(--ground);
          max-width: 62em; margin: 1.5em auto; padding: 0 1em; }
        h1 { font-size: 1.5em; } h2 { font-size: 1.25em; margin-top: 2em; } h3 { font-size: 1em; margin: 1.6em 0 .4em; }
        .note { color: var(--faint); font-size: .87em; }
        table { border-collapse: collapse; margin: .4em 0 1em; }
        table.rows { width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: .25em 1em .25em 0;
          border-bottom: 1px solid var(--rule); }
        th { color: var(--faint); font-weight: 600; }
        .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
        th.number { white-space: normal; }
        tr > :last-child { padding-right: 0; }
        .met { color: var(--met); } .missed { color: var(--missed); font-weight: 600; }
        .pair { display: flex; flex-wrap: wrap; gap: .5em 2em; align-items: flex-start; }
        .pair svg { flex: 1 1 22em; max-width: 32em; min-width: 0; height: auto; }
        .pair table { flex: 1 1 18em; }
        svg text { fill: var(--text); font: 11px system-ui, sans-serif; font-variant-numeric: tabular-nums; }
        svg .faint { fill: var(--faint); } svg .grid { stroke: var(--rule); }
        svg .line { stroke: var(--line); stroke-width: 2; fill: none; } svg .point { fill: var(--line); }
        svg .goal { stroke: var(--goal); stroke-dasharray: 5 4; } svg .goal-text { fill: var(--goal); }
        @media (max-width: 34em) { body { font-size: 14px; padding: 0 .7em; }
          th, td { padding-right: .6em; }
          /* A row's name goes above its figures. */
          table.rows, table.rows thead, table.rows tbody { display: block; }
          table.rows tr { display: grid; grid-template-columns: repeat(4, 1fr); border-bottom: 1px solid var(--rule); }
          table.rows tr > * { border-bottom: 0; }
          table.rows tr > :first-child { grid-column: 1 / -1; padding-bottom: 0; } }
        """
}
