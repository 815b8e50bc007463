using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using NormGen.Runtime;

namespace NormGen.Checkpoints;

/// <summary>Finds the tensors of layers in a safetensors file.</summary>
/// <param name="file">The file.</param>
/// <param name="names">What it calls the parameters.</param>
internal sealed class SafeTensorsLoading(ParameterFile file, ParameterNames names)
{
    private readonly LoadPlan plan = new(file.Name);
    private readonly List<(string Prefix, NormalizationLayer Layer)> layers = [];
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <summary>Finds the tensors of a layer.</summary>
    public void Add(string prefix, NormalizationLayer layer)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        plan.Begin(layer);
        layers.Add((prefix, layer));
        var shape = ParameterShape.Of(layer);
        foreach (var parameter in layer.Parameters)
        {
            if (Require(layer, prefix, names.Of(layer.State, parameter)) is { } tensor && Fits(layer, tensor, shape))
            {
                plan.Take(parameter.Value, () => file.ReadFloats(tensor.Name));
            }
        }

        if (layer.State is BatchNormState batchNorm && names.BatchesTracked is { } counter)
        {
            AddCounter(layer, batchNorm, prefix, counter);
        }
    }

    /// <summary>Loads what was found.</summary>
    public void Run(bool allowExtra)
    {
        if (!allowExtra)
        {
            ReportExtra();
        }

        plan.Run();
    }

    private ParameterTensor? Require(NormalizationLayer layer, string prefix, string name)
    {
        if (Find(prefix + name) is { } tensor)
        {
            return tensor;
        }

        var dotted = file.Find($"{prefix}.{name}") is null ? "" : $" ({Words.Name($"{prefix}.{name}")} is there: a prefix has its dot)";
        plan.Report(layer, $"{Words.Name(prefix + name)} is missing{dotted}.");
        return null;
    }

    private ParameterTensor? Find(string name)
    {
        taken.Add(name);
        return file.Find(name);
    }

    private bool Fits(NormalizationLayer layer, ParameterTensor tensor, long[] shape)
    {
        var (hasShape, hasType) = (shape.AsSpan().SequenceEqual([.. tensor.Shape]), FloatFormat.Find(tensor.DataType) is not null);
        if (!hasShape)
        {
            plan.Report(
                layer,
                $"{Words.Name(tensor.Name)} has the shape {Words.Shape([.. tensor.Shape])}, and the parameter has {Words.Shape(shape)}.");
        }

        if (!hasType)
        {
            plan.Report(layer, $"{Words.Name(tensor.Name)} is of type {tensor.DataType}; floats can be read of F32, F16, BF16 and F64.");
        }

        return hasShape && hasType;
    }

    // Old files of PyTorch have no counter, and it only matters to averages over all batches; PyTorch loads them without a word, too.
    private void AddCounter(NormalizationLayer layer, BatchNormState state, string prefix, string name)
    {
        var matters = double.IsNaN(state.Options.Momentum) && state.Options.Passes != Passes.Inference;
        var tensor = matters ? Require(layer, prefix, name) : Find(prefix + name);
        if (tensor is null)
        {
            return;
        }

        if (Count(tensor) is { } count)
        {
            plan.Take(state, count);
        }
        else
        {
            plan.Report(
                layer, $"{Words.Name(tensor.Name)}, {tensor.DataType} {Words.Shape([.. tensor.Shape])}, holds no number of batches.");
        }
    }

    // I64 in files of PyTorch; another type where somebody converted a whole model.
    private long? Count(ParameterTensor tensor)
    {
        if (tensor.Shape is not ([] or [1]))
        {
            return null;
        }

        double? count = tensor.DataType switch
        {
            DataTypes.Int64 => null,
            DataTypes.Int32 => BinaryPrimitives.ReadInt32LittleEndian(file.ReadBytes(tensor)),
            var other when FloatFormat.Find(other) is not null => file.ReadFloats(tensor.Name)[0],
            _ => double.NaN,
        };
        return count switch
        {
            null => BinaryPrimitives.ReadInt64LittleEndian(file.ReadBytes(tensor)) is >= 0 and var whole ? whole : null,
            >= 0 and < long.MaxValue when double.IsInteger(count.Value) => (long)count.Value,
            _ => null,
        };
    }

    private void ReportExtra()
    {
        foreach (var tensor in file.Tensors)
        {
            if (taken.Contains(tensor.Name))
            {
                continue;
            }

            foreach (var (prefix, layer) in layers)
            {
                if (tensor.Name.StartsWith(prefix, StringComparison.Ordinal))
                {
                    plan.Report(layer, $"{Words.Name(tensor.Name)} begins with the layer's prefix and is no parameter of it.");
                    break;
                }
            }
        }
    }
}
