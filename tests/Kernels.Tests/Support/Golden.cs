using System;
using System.Globalization;
using System.IO;
using System.Linq;
using NormGen.Reference;
using Xunit;

namespace NormGen.Kernels.Tests.Support;

/// <summary>A golden case: what PyTorch computed in float64. See Goldens/README.md.</summary>
internal sealed class Golden
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Goldens", "data");

    private readonly SafeTensors tensors;

    public Golden(string name)
    {
        tensors = SafeTensors.Load(Path.Combine(Folder, name + ".safetensors"));
        var shape = tensors.Shape("input");
        View = IsRows
            ? new TensorView(Product(shape) / Product(tensors.Shape("gamma")), Product(tensors.Shape("gamma")), 1)
            : new TensorView(shape[0], shape[1], Product(shape[2..]));
    }

    /// <summary>The names of all cases, as rows of a theory.</summary>
    public static TheoryData<string> Names => NamesOf(_ => true);

    /// <summary>The names of the cases of batch norm, as rows of a theory.</summary>
    public static TheoryData<string> BatchNormNames => NamesOf(golden => golden.IsBatchNorm);

    /// <summary>The number of samples; of rows, theirs.</summary>
    public int Batch => View.Outer;

    /// <summary>The channels-first view of its tensors.</summary>
    public TensorView View { get; }

    /// <summary>The view of its tensors in channels-last memory.</summary>
    public TensorView ChannelsLastView => new(View.Outer * View.Inner, View.Channels, 1);

    public bool IsBatchNorm => Kind == "batch";

    public bool IsRows => Kind is "layer" or "rms";

    public bool HasMean => Kind != "rms";

    /// <summary>The number of groups in a sample, or for batch norm in all of them.</summary>
    public int Groups => Kind switch
    {
        "group" => (int)Number("groups"),
        "layer" or "rms" => 1,
        _ => View.Channels,
    };

    public double Epsilon => Number("epsilon");

    public int Steps => (int)Number("steps");

    /// <summary>NaN for a cumulative average.</summary>
    public double Momentum => tensors.Metadata["momentum"] == "None" ? double.NaN : Number("momentum");

    public Activation Activation => Enum.Parse<Activation>(
        tensors.Metadata["activation"].Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    /// <summary>The activation's parameter; null where it has none.</summary>
    public double? Alpha => ActivationReference.DefaultAlpha(Activation) is null ? null : Number("alpha");

    public bool HasResidual => tensors.Metadata["residual"] == "True";

    public double[] this[string tensor] => tensors.Doubles(tensor);

    /// <summary>The shift; empty where there is none.</summary>
    public float[] Beta => HasMean ? Floats("beta") : [];

    private string Kind => tensors.Metadata["kind"];

    public float[] Floats(string tensor) => tensors.Floats(tensor);

    /// <summary>Which elements share their statistics, in one of the two views.</summary>
    public StatisticGroups GroupsOf(TensorView view) =>
        IsBatchNorm ? StatisticGroups.OfChannels(view) : StatisticGroups.OfSamples(view, Batch, Groups);

    private static TheoryData<string> NamesOf(Func<Golden, bool> condition) =>
        new(Directory.GetFiles(Folder, "*.safetensors")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => condition(new Golden(name)))
            .Order(StringComparer.Ordinal));

    private static int Product(int[] sizes) => sizes.Aggregate(1, (product, size) => product * size);

    private double Number(string name) => double.Parse(tensors.Metadata[name], CultureInfo.InvariantCulture);
}
