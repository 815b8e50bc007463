using NormGen.Samples.Study.Layers;

namespace NormGen.Samples.Study.Training;

/// <summary>The networks that are trained.</summary>
internal enum Architecture
{
    Convolutional,
    Perceptron,
    Recurrent,
}

/// <summary>What decides a training run, to the last bit.</summary>
internal sealed record Recipe(Architecture Architecture, Norm Norm)
{
    public int Seed { get; init; } = 1;

    public int Epochs { get; init; }

    /// <summary>How many of the digits it learns from.</summary>
    public int Images { get; init; }

    public int Batch { get; init; } = 32;

    /// <summary>The learning rate at the beginning; it falls evenly to 0.</summary>
    public double Rate { get; init; } = 0.05;

    /// <summary>What the first weights are multiplied by.</summary>
    public double InitialScale { get; init; } = 1;

    /// <summary>Whether images are moved by a pixel at most, another way in each epoch.</summary>
    public bool Varies { get; init; } = true;

    public Following Following { get; init; }

    /// <summary>Where the recurrent network's gamma starts.</summary>
    public double FirstGamma { get; init; } = 1;

    /// <summary>The samples of a ghost batch; 0 for none.</summary>
    public int GhostSize { get; init; }

    /// <summary>Whether batch norm is also evaluated with the statistics of the whole training set.</summary>
    public bool Population { get; init; }

    /// <summary>Whether the network is also shown the held-back digits with less contrast.</summary>
    public bool Contrasts { get; init; }
}
