using System;
using System.Collections.Generic;
using System.Linq;

namespace NormGen.Samples.Study.Experiments;

/// <summary>How much is trained: the whole study, or a quick one of the same form.</summary>
/// <param name="FirstSeed">The seeds are this one and those that follow.</param>
/// <param name="IsQuick">Two seeds, half of the digits and fewer epochs.</param>
internal sealed record Scale(int FirstSeed, bool IsQuick)
{
    private const int AllImages = 1437;
    private const int QuickSeeds = 2;
    private const int QuickEpochs = 4;

    public int Images => IsQuick ? AllImages / 2 : AllImages;

    public IEnumerable<int> Seeds(int count) => Enumerable.Range(FirstSeed, IsQuick ? Math.Min(QuickSeeds, count) : count);

    public int Epochs(int count) => IsQuick ? Math.Max(QuickEpochs, count / 2) : count;
}
