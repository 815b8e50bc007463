using System.Diagnostics;

namespace NormGen;

/// <summary>How near one pass of a layer came to its error bounds.</summary>
[DebuggerDisplay("{Pass}: worst error {WorstError} of the bound in {Trials} trials")]
public sealed class PassReport
{
    internal PassReport(Pass pass, double worstError, string worst, int trials)
    {
        Pass = pass;
        WorstError = worstError;
        Worst = worst;
        Trials = trials;
    }

    /// <summary>The pass.</summary>
    public Pass Pass { get; }

    /// <summary>The largest error of any element of any result, in units of the bound that is promised for it: 0 to 1.</summary>
    public double WorstError { get; }

    /// <summary>The result, the data and the sizes that had it; empty where nothing had an error at all.</summary>
    public string Worst { get; }

    /// <summary>The number of trials that ran the pass.</summary>
    public int Trials { get; }
}
