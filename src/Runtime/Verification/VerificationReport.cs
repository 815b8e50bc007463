using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text;

namespace NormGen;

/// <summary>What <see cref="LayerVerification"/> found where all is well.</summary>
[DebuggerDisplay("{Layer,nq}: {Passes.Count} passes within their bounds")]
public sealed class VerificationReport
{
    internal VerificationReport(string layer, IReadOnlyList<PassReport> passes)
    {
        Layer = layer;
        Passes = passes;
    }

    /// <summary>The layer's name.</summary>
    public string Layer { get; }

    /// <summary>The passes that the layer has, in the order of <see cref="Pass"/>.</summary>
    public IReadOnlyList<PassReport> Passes { get; }

    /// <summary>A table with a line for each pass.</summary>
    /// <returns>The pass, the number of trials, the worst error in units of its bound, and where that was.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        var width = Passes.Max(pass => pass.Pass.ToString().Length);
        text.Append(Layer).Append(": every result is within its bound\n");
        foreach (var pass in Passes)
        {
            text.Append("  ").Append(pass.Pass.ToString().PadRight(width)).Append(
                CultureInfo.InvariantCulture,
                $"  {pass.Trials,4} trials, worst error {pass.WorstError:0.000} of the bound");
            text.Append(pass.Worst.Length == 0 ? "\n" : $" ({pass.Worst})\n");
        }

        return text.ToString();
    }
}
