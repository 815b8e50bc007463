using System.Collections.Generic;

namespace NormGen.Verification;

/// <summary>What verification must know of a kind of normalization.</summary>
internal interface ILayerVerifier
{
    /// <summary>The passes that the layer has.</summary>
    IReadOnlyList<Pass> Passes { get; }

    /// <summary>Draws the data of a trial.</summary>
    TrialTensors Draw(PlannedTrial planned);

    /// <summary>Gives the layer random parameters, and such statistics as suit the trial's input.</summary>
    void UseRandomParameters(TrialTensors trial);

    /// <summary>Runs all passes of the layer on a trial's data.</summary>
    void Run(TrialTensors trial, TrialLog log);
}
