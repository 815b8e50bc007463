using System.Collections.Generic;

namespace NormGen.Samples.Study.Report;

/// <summary>How a claim fared.</summary>
public enum Outcome
{
    Holds,
    HoldsInPart,
    DoesNotHold,
}

/// <summary>What the numbers say of a claim: computed from them, never written beforehand.</summary>
internal sealed record Verdict(Outcome Outcome, string Text);

/// <summary>An experiment as the report shows it.</summary>
internal sealed record Section(string Id, string Title, string Claim, string Method, Verdict Verdict)
{
    public IReadOnlyList<Figure> Figures { get; init; } = [];

    public IReadOnlyList<string> Caveats { get; init; } = [];

    /// <summary>What goes into results.json: names and numbers, none of them a time.</summary>
    public object Results { get; init; } = new object();

    /// <summary>What goes into timings.json; null if nothing was timed.</summary>
    public object? Timings { get; init; }
}
