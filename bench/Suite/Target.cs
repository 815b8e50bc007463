namespace NormGen.Bench.Suite;

/// <summary>The most that a row may take, as a multiple of the copy, and where that comes from.</summary>
internal sealed record Target(double TimesCopy)
{
    // Of the C's multiple: of a copy between page boundaries, of one in the same ordinary memory, of one with AVX2.
    private const double Aligned = 1.05;
    private const double Unaligned = 1.10;
    private const double OtherTier = 1.15;

    // Where there is no C, of the C for the other layout.
    private const double OtherLayout = 1.15;

    /// <summary>The target of a row under what the suite was asked for; null where there is none.</summary>
    public static Target? Of(Row row, SuiteOptions options)
    {
        var factor = (options.Tier, options.Unaligned, options.Threads) switch
        {
            (_, _, > 1) => 0,
            ("avx2", _, _) => OtherTier,
            ("portable" or "portable-fma", _, _) => 0,
            (_, true, _) => Unaligned,
            _ => Aligned,
        };
        var multiple = HandWrittenC.At(row) * factor ?? HandWrittenC.AtOtherLayout(row) * OtherLayout;
        return factor > 0 && multiple is { } most ? new Target(most) : null;
    }
}
