"""Bernoulli mixture in NumPy: two matrix products around a softmax; --option float64 or float32."""

import numpy as np

import peer

# Stands for 0 where log 0 would spoil the product; a component that forbids a row still gets no share of it.
TINY = {np.dtype(np.float64): 1e-300, np.dtype(np.float32): 1e-37}


def log_joint(data, proportions, theta):
    tiny = TINY[data.dtype]
    yes = np.log(np.maximum(theta, tiny))
    no = np.log(np.maximum(1 - theta, tiny))
    joint = data @ (yes - no).T
    joint += np.log(proportions) + no.sum(axis=1)
    return joint


def softmax(joint):
    """Turns log joint densities into responsibilities in place and gives the log densities."""
    top = joint.max(axis=1, keepdims=True)
    joint -= top
    np.exp(joint, out=joint)
    total = joint.sum(axis=1, keepdims=True)
    joint /= total
    return (top + np.log(total))[:, 0]


def fit(data, start, iterations, asked):
    theta = start
    proportions = np.full(asked.k, 1.0 / asked.k, dtype=data.dtype)
    for _ in range(iterations):
        joint = log_joint(data, proportions, theta)
        softmax(joint)
        mass = joint.sum(axis=0)
        theta = np.minimum(joint.T @ data / mass[:, None], 1)
        proportions = mass / len(data)
    return (proportions, theta), iterations


def log_likelihood(model, data):
    return softmax(log_joint(data, *model)).astype(np.float64).sum()


peer.run("NumPy two products", np.__version__, fit, log_likelihood, np.dtype)
