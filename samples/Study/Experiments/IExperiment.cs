using System.Collections.Generic;
using NormGen.Samples.Digits;
using NormGen.Samples.Study.Report;
using NormGen.Samples.Study.Training;

namespace NormGen.Samples.Study.Experiments;

/// <summary>A claim, what is trained to test it, and what comes out.</summary>
internal interface IExperiment
{
    string Name { get; }

    /// <summary>The training runs that it needs; those of all experiments are carried out together.</summary>
    IEnumerable<Recipe> Recipes(Scale scale);

    /// <summary>Draws the conclusion from the runs, and computes what is no training run.</summary>
    Section Conclude(Findings findings);
}

/// <summary>What a conclusion is drawn from.</summary>
internal sealed record Findings(Scale Scale, DigitsData Data, Trainings Trainings);
