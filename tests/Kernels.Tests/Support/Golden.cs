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
        Batch = shape[0];
        View = new TensorView(shape[0], shape[1], shape[2..].Aggregate(1, (product, size) => product * size));
    }

    /// <summary>The names of all cases, as rows of a theory.</summary>
    public static TheoryData<string> Names =>
        new(Directory.GetFiles(Folder, "*.safetensors")
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Order(StringComparer.Ordinal));

    public int Batch { get; }

    /// <summary>The channels-first view of its tensors.</summary>
    public TensorView View { get; }

    public double Epsilon => Number("epsilon");

    public int Steps => (int)Number("steps");

    /// <summary>NaN for a cumulative average.</summary>
    public double Momentum => tensors.Metadata["momentum"] == "None" ? double.NaN : Number("momentum");

    public Activation Activation => tensors.Metadata["activation"] == "relu" ? Activation.Relu : Activation.None;

    public bool HasResidual => tensors.Metadata["residual"] == "True";

    public double[] this[string tensor] => tensors.Doubles(tensor);

    public float[] Floats(string tensor) => tensors.Floats(tensor);

    private double Number(string name) => double.Parse(tensors.Metadata[name], CultureInfo.InvariantCulture);
}
